import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { Cell, HeadCell, Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText } from '../use-text.ts';
import { readHost } from './read-host.ts';
import styles from './SiteLists.module.css';

type Block = PolicyDocument['web']['block'];
type Category = Block[number]['category'];

const CATEGORIES = [
  'phishing',
  'malware',
  'remote-control',
  'file-sharing',
  'webmail',
  'social',
  'other',
] as const satisfies readonly Category[];
/** A list of thousands is searched, not read. */
const MOST_SHOWN = 50;

interface BlockListProps {
  readonly block: Block;
  /** Left out where the list can only be read. */
  readonly onChange?: (block: Block) => void;
}

export function BlockList({ block, onChange }: BlockListProps) {
  const t = useText();
  const [search, setSearch] = useState('');
  const fitting = block.filter((entry) => entry.host.includes(search.trim().toLowerCase()));
  const shown = fitting.slice(0, MOST_SHOWN);
  return (
    <section className={styles['sites']}>
      <div className={styles['head']}>
        <h3>{t('policy.block')}</h3>
        <p className={styles['soft']}>{t('policy.block.count', { count: block.length })}</p>
      </div>
      {onChange === undefined ? null : <AddBlocked block={block} onChange={onChange} />}
      {block.length > 10 ? (
        <TextField
          hideLabel
          type="search"
          label={t('policy.block.search')}
          placeholder={t('policy.block.search')}
          value={search}
          onChange={setSearch}
        />
      ) : null}
      {shown.length === 0 ? (
        block.length === 0 ? null : (
          <p className={styles['soft']}>{t('policy.block.none', { query: search })}</p>
        )
      ) : (
        <Table label={t('policy.block')}>
          <thead>
            <tr>
              <HeadCell>{t('policy.block.host')}</HeadCell>
              <HeadCell>{t('policy.block.category')}</HeadCell>
              <HeadCell>{t('policy.block.why')}</HeadCell>
              {onChange === undefined ? null : (
                <HeadCell>
                  <VisuallyHidden>{t('policy.block.removeColumn')}</VisuallyHidden>
                </HeadCell>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <tr key={entry.host}>
                <Cell>{entry.host}</Cell>
                <Cell>{t(`policy.category.${entry.category}`)}</Cell>
                <Cell>{entry.why}</Cell>
                {onChange === undefined ? null : (
                  <Cell align="end">
                    <span className={styles['remove']}>
                      <IconButton
                        tooltip="native"
                        label={t('policy.block.remove', { host: entry.host })}
                        icon={<X size={16} aria-hidden />}
                        onClick={() => onChange(block.filter((other) => other.host !== entry.host))}
                      />
                    </span>
                  </Cell>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {fitting.length > shown.length ? (
        <p className={styles['soft']}>{t('policy.block.more', { count: fitting.length - shown.length })}</p>
      ) : null}
    </section>
  );
}

function AddBlocked({ block, onChange }: Required<BlockListProps>) {
  const t = useText();
  const [text, setText] = useState('');
  const [category, setCategory] = useState<Category>('other');
  const [why, setWhy] = useState('');
  const [error, setError] = useState<string | null>(null);

  function add(): void {
    const host = readHost(text);
    if (host === null) setError(t('policy.host.invalid'));
    else if (block.some((entry) => entry.host === host)) setError(t('policy.host.duplicate', { host }));
    else {
      onChange([{ host, category, why: why.trim() }, ...block]);
      setText('');
      setWhy('');
      setError(null);
    }
  }

  return (
    <form
      className={styles['add']}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        label={t('policy.block.add')}
        placeholder="example.com"
        value={text}
        onChange={setText}
        error={error}
      />
      <Select
        label={t('policy.block.category')}
        value={category}
        options={CATEGORIES.map((value) => ({ value, label: t(`policy.category.${value}`) }))}
        onChange={setCategory}
      />
      <TextField label={t('policy.block.why')} value={why} maxLength={300} onChange={setWhy} />
      <Button type="submit" icon={<Plus size={15} aria-hidden />}>
        {t('policy.block.addButton')}
      </Button>
    </form>
  );
}
