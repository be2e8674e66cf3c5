import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { readHost } from './read-host.ts';
import styles from './SiteLists.module.css';

interface AllowListProps {
  readonly allow: readonly string[];
  /** Left out where the list can only be read. */
  readonly onChange?: (allow: readonly string[]) => void;
}

export function AllowList({ allow, onChange }: AllowListProps) {
  const t = useText();
  return (
    <section className={styles['sites']}>
      <div className={styles['head']}>
        <h3>{t('policy.allow')}</h3>
        <p className={styles['soft']}>{t('policy.allow.hint')}</p>
      </div>
      {onChange === undefined ? null : <AddAllowed allow={allow} onChange={onChange} />}
      {allow.length === 0 ? (
        <p className={styles['soft']}>{t('policy.allow.none')}</p>
      ) : (
        <ul className={styles['hosts']}>
          {allow.map((host) => (
            <li key={host}>
              <span>{host}</span>
              {onChange === undefined ? null : (
                <IconButton
                  tooltip="native"
                  label={t('policy.allow.remove', { host })}
                  icon={<X size={16} aria-hidden />}
                  onClick={() => onChange(allow.filter((other) => other !== host))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function AddAllowed({ allow, onChange }: Required<AllowListProps>) {
  const t = useText();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);

  function add(): void {
    const host = readHost(text);
    if (host === null) setError(t('policy.host.invalid'));
    else if (allow.includes(host)) setError(t('policy.host.duplicate', { host }));
    else {
      onChange([...allow, host]);
      setText('');
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
        label={t('policy.allow.add')}
        placeholder="docs.example.com"
        value={text}
        onChange={setText}
        error={error}
      />
      <Button type="submit" icon={<Plus size={15} aria-hidden />}>
        {t('policy.block.addButton')}
      </Button>
    </form>
  );
}
