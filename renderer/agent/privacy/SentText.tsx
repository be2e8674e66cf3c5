import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { PrivacyView } from '../../../core/ipc/client-view.ts';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { readable, type Readable } from './readable.ts';
import styles from './SentText.module.css';

type Sent = PrivacyView['lastSent'][number];

/** The very text that left the laptop last, of each kind of message: made readable, or as it was. */
export function SentText({ lastSent }: { readonly lastSent: PrivacyView['lastSent'] }) {
  const t = useText();
  const { toasts } = useServices();
  const [raw, setRaw] = useState(false);
  const [kind, setKind] = useState<Sent['kind']>('report');
  const sent = lastSent.find((one) => one.kind === kind) ?? lastSent[0];
  const copy = useAct(async () => {
    if (sent === undefined) return;
    await navigator.clipboard.writeText(sent.body);
    toasts.show({ text: t('action.copied') });
  });
  if (sent === undefined) return <EmptyState title={t('privacy.sent.empty')} />;
  const tree = readable(sent.body);
  return (
    <section className={styles['sent']}>
      <h2>{t('privacy.sent.title')}</h2>
      {lastSent.length < 2 ? null : (
        <div className={styles['bar']}>
          <Choice
            label={t('privacy.sent.which')}
            value={sent.kind}
            options={lastSent.map((one) => ({ value: one.kind, label: t(`privacy.sent.kind.${one.kind}`) }))}
            onChange={setKind}
          />
        </div>
      )}
      <p>{t(`privacy.sent.about.${sent.kind}`)}</p>
      <p className={styles['when']}>
        {t('privacy.sent.to', { server: sent.to })}, <RelativeTime at={sent.at} />
      </p>
      <div className={styles['bar']}>
        <Choice
          label={t('privacy.sent.view')}
          value={raw ? 'raw' : 'readable'}
          options={(['readable', 'raw'] as const).map((value) => ({ value, label: t(`privacy.sent.${value}`) }))}
          onChange={(value) => setRaw(value === 'raw')}
        />
        <Button icon={<Copy size={15} aria-hidden />} busy={copy.busy} onClick={copy.run}>
          {t('action.copy')}
        </Button>
      </div>
      {copy.error === null ? null : <Notice kind="warn">{t('privacy.sent.copyFailed')}</Notice>}
      {!raw && tree === null ? <Notice kind="info">{t('privacy.sent.notReadable')}</Notice> : null}
      {raw || tree === null ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys must be able to scroll it
        <section className={styles['raw']} tabIndex={0} aria-label={t('privacy.sent.title')}>
          <pre dir="ltr">{sent.body}</pre>
        </section>
      ) : (
        <Tree items={tree} kind={sent.kind} />
      )}
    </section>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className={styles['views']} aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={styles['view']}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.value === value ? <Check size={15} aria-hidden /> : null}
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

function Tree({ items, kind }: { readonly items: readonly Readable[]; readonly kind: Sent['kind'] }) {
  const t = useText();
  const nameOf = (name: string): string =>
    t.maybe(`sent.${kind}.${name}`) ?? t.maybe(`sent.${name}`) ?? t.maybe(`privacy.fact.${name}`) ?? name;
  return (
    <dl className={styles['tree']}>
      {items.map((item) => (
        <div key={item.name} className={styles[item.kind]}>
          <dt>{nameOf(item.name)}</dt>
          <dd>{item.kind === 'group' ? <Tree items={item.items} kind={kind} /> : <Value value={item.value} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { readonly value: string | number | boolean | null }) {
  const t = useText();
  if (typeof value === 'boolean') return t(value ? 'sent.yes' : 'sent.no');
  if (value === null) return <span className={styles['none']}>{t('sent.none')}</span>;
  if (value === '') return <span className={styles['none']}>{t('sent.empty')}</span>;
  return typeof value === 'number' ? t.number(value) : value;
}
