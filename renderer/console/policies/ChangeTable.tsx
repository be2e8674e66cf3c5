import { Badge } from '../../ui/Badge.tsx';
import { Cell, HeadCell, Table } from '../../ui/Table.tsx';
import { useText } from '../use-text.ts';
import type { ChangeInWords } from './describe-change.ts';
import styles from './ChangeTable.module.css';

export function ChangeTable({ changes }: { readonly changes: readonly ChangeInWords[] }) {
  const t = useText();
  return (
    <div className={styles['changes']}>
      <Table label={t('draft.review.table')}>
        <thead>
          <tr>
            <HeadCell>{t('draft.review.what')}</HeadCell>
            <HeadCell>{t('draft.review.before')}</HeadCell>
            <HeadCell>{t('draft.review.after')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.path}>
              <Cell>{change.what}</Cell>
              <Cell>
                <span className={styles['before']}>{change.before}</span>
              </Cell>
              <Cell>
                <span className={styles['after']}>
                  {change.after}
                  <Direction direction={change.direction} />
                </span>
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Direction({ direction }: Pick<ChangeInWords, 'direction'>) {
  const t = useText();
  if (direction === 'neutral') return null;
  return (
    <Badge plain tone={direction === 'looser' ? 'warn' : 'open'}>
      {t(`draft.${direction}`)}
    </Badge>
  );
}
