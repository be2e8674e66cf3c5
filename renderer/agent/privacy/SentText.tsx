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

/** The very text that left the laptop last: made readable, or as it was. */
export function SentText({ lastSent }: { readonly lastSent: PrivacyView['lastSent'] }) {
  const t = useText();
  const { toasts } = useServices();
  const [raw, setRaw] = useState(false);
  const copy = useAct(async () => {
    if (lastSent === null) return;
    await navigator.clipboard.writeText(lastSent.body);
    toasts.show({ text: t('action.copied') });
  });
  if (lastSent === null) return <EmptyState title={t('privacy.sent.empty')} />;
  const tree = readable(lastSent.body);
  return (
    <section className={styles['sent']}>
      <h2>{t('privacy.sent.title')}</h2>
      <p className={styles['when']}>
        {t('privacy.sent.to', { server: lastSent.to })}, <RelativeTime at={lastSent.at} />
      </p>
      <div className={styles['bar']}>
        <fieldset className={styles['views']} aria-label={t('privacy.sent.view')}>
          {([false, true] as const).map((isRaw) => (
            <button
              key={String(isRaw)}
              type="button"
              className={styles['view']}
              aria-pressed={raw === isRaw}
              onClick={() => setRaw(isRaw)}
            >
              {raw === isRaw ? <Check size={15} aria-hidden /> : null}
              {t(isRaw ? 'privacy.sent.raw' : 'privacy.sent.readable')}
            </button>
          ))}
        </fieldset>
        <Button icon={<Copy size={15} aria-hidden />} busy={copy.busy} onClick={copy.run}>
          {t('action.copy')}
        </Button>
      </div>
      {copy.error === null ? null : <Notice kind="warn">{t('privacy.sent.copyFailed')}</Notice>}
      {!raw && tree === null ? <Notice kind="info">{t('privacy.sent.notReadable')}</Notice> : null}
      {raw || tree === null ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys must be able to scroll it
        <section className={styles['raw']} tabIndex={0} aria-label={t('privacy.sent.title')}>
          <pre dir="ltr">{lastSent.body}</pre>
        </section>
      ) : (
        <Tree items={tree} />
      )}
    </section>
  );
}

function Tree({ items }: { readonly items: readonly Readable[] }) {
  const t = useText();
  const nameOf = (name: string): string => t.maybe(`sent.${name}`) ?? t.maybe(`privacy.fact.${name}`) ?? name;
  return (
    <dl className={styles['tree']}>
      {items.map((item) => (
        <div key={item.name} className={styles[item.kind]}>
          <dt>{nameOf(item.name)}</dt>
          <dd>{item.kind === 'group' ? <Tree items={item.items} /> : <Value value={item.value} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { readonly value: string | number | boolean | null }) {
  const t = useText();
  if (typeof value === 'boolean') return t(value ? 'sent.yes' : 'sent.no');
  if (value === null || value === '') return <span className={styles['none']}>{t('sent.none')}</span>;
  return typeof value === 'number' ? t.number(value) : value;
}
