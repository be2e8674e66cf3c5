import { Download } from 'lucide-react';
import { useState } from 'react';
import type { SupportReport } from '../../../core/ipc/support-report.ts';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import styles from './Report.module.css';

type Entry = SupportReport['entries'][number];

/** What is in a report: in plain words, each question with its answer, and the file letter by letter. */
export function ReportContents({ report }: { readonly report: SupportReport }) {
  const t = useText();
  const { client } = useServices();
  const [file, setFile] = useState<string | null>(null);
  const save = useAct(async () => setFile((await client.invoke('support:save', { report: report.id })).file));
  const count = (kinds: readonly Entry['kind'][]) =>
    report.entries.filter((entry) => kinds.includes(entry.kind)).length;
  return (
    <div className={styles['contents']}>
      <p className={styles['title']}>{t('report.inside')}</p>
      <ul className={styles['plain']}>
        <li>{t('report.inside.programs', { count: count(['program']) })}</li>
        <li>{t('report.inside.files', { count: count(['file', 'age']) })}</li>
        {count(['programs']) === 0 ? null : <li>{t('report.inside.watched')}</li>}
        {count(['identity']) === 0 ? null : <li>{t('report.inside.identity')}</li>}
        <li>{t('report.inside.missing', { count: report.missing })}</li>
        <li>{t('report.inside.redacted')}</li>
      </ul>
      <Disclosure summary={t('report.each', { count: report.entries.length })}>
        <ul className={styles['entries']}>
          {report.entries.map((entry, index) => (
            // Two questions can read the same; their place in the report tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${entry.kind} ${index}`}>
              <Question entry={entry} />
            </li>
          ))}
        </ul>
      </Disclosure>
      <Disclosure summary={t('report.raw', { size: t.number(Math.ceil(report.bytes / 1000)) })}>
        <Letters text={report.raw} label={t('report.raw.label')} />
      </Disclosure>
      <div>
        <Button busy={save.busy} icon={<Download size={16} aria-hidden />} onClick={save.run}>
          {t('report.save')}
        </Button>
      </div>
      {file === null ? null : (
        <Notice kind="good" live title={t('report.saved')}>
          <span className={styles['path']} dir="ltr">
            {file}
          </span>
        </Notice>
      )}
      {save.error === null ? null : (
        <Notice kind="error">{t('home.failedAct', { message: save.error.message })}</Notice>
      )}
    </div>
  );
}

function Question({ entry }: { readonly entry: Entry }) {
  const t = useText();
  const { kind } = entry;
  const isNamed = kind === 'programs' || kind === 'identity';
  const what = isNamed ? t(`report.kind.${kind}`) : entry.what;
  return (
    <Disclosure
      summary={
        <span className={styles['question']}>
          <span dir={isNamed ? undefined : 'ltr'}>{what}</span>{' '}
          <span className={styles['outcome']}>{t(`report.outcome.${entry.outcome}`)}</span>
        </span>
      }
    >
      {entry.text.trim() === '' ? <p>{t('privacy.measured.noResult')}</p> : <Letters text={entry.text} label={what} />}
    </Disclosure>
  );
}

function Letters({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys must be able to scroll it
    <section className={styles['letters']} tabIndex={0} aria-label={label}>
      <pre dir="ltr">{text}</pre>
    </section>
  );
}
