import { ArrowDownUp } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { FLOOR_SORTS, type FloorSort } from './floor-order.ts';
import styles from './FloorToolbar.module.css';

interface FloorToolbarProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly sort: FloorSort;
  readonly onSort: (sort: FloorSort) => void;
  readonly shown: number;
  readonly isBehind: boolean;
  readonly onSettle: () => void;
}

export function FloorToolbar({ search, onSearch, sort, onSort, shown, isBehind, onSettle }: FloorToolbarProps) {
  const t = useText();
  return (
    <div className={styles['toolbar']}>
      <div className={styles['search']}>
        <TextField
          hideLabel
          type="search"
          label={t('floor.search')}
          placeholder={t('floor.search.placeholder')}
          value={search}
          onChange={onSearch}
        />
      </div>
      <div className={styles['sort']}>
        <Select
          hideLabel
          label={t('floor.sort')}
          value={sort}
          options={FLOOR_SORTS.map((value) => ({ value, label: t(`floor.sort.${value}`) }))}
          onChange={onSort}
        />
      </div>
      <output className={styles['shown']}>{t('floor.count', { count: shown })}</output>
      <div className={styles['settle']} title={t('floor.resort.hint')} data-visible={isBehind}>
        {isBehind ? (
          <Button variant="quiet" icon={<ArrowDownUp size={15} aria-hidden />} onClick={onSettle}>
            {t('floor.resort')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
