import { useState } from 'react';
import type { SupportReport } from '../../../core/ipc/support-report.ts';
import type { Finding } from '../../../core/verdict/schema.ts';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useView } from '../client/use-view.ts';
import { useServices } from '../services.ts';
import { ReportMaker } from '../support/ReportMaker.tsx';
import { sayRef, useText } from '../text.ts';
import styles from './HelpForm.module.css';

interface HelpFormProps {
  readonly finding: Finding;
  readonly onClose: () => void;
}

/** “I can’t fix this”: everything that IT would get is on screen before it can be sent. */
export function HelpForm({ finding, onClose }: HelpFormProps) {
  const t = useText();
  const { client } = useServices();
  // What is sent is what was shown when this was opened, however the laptop changes meanwhile.
  const [evidence] = useState(finding);
  const [message, setMessage] = useState('');
  const [report, setReport] = useState<SupportReport | null>(null);
  const [withReport, setWithReport] = useState(true);
  const [sent, setSent] = useState(false);
  const contact = useView((view) => view.policy?.contact ?? '');
  const carried = report?.canSend === true && withReport ? report.id : null;
  const send = useAct(async () => {
    const { check } = evidence;
    await client.invoke('help:ask', { check, message: message.trim(), evidence, report: carried });
    setSent(true);
  });
  if (sent)
    return (
      <Notice kind="good" title={t('help.sent.title')} live>
        {contact === '' ? t('help.sent.text') : t('help.sent.contact', { contact })}
      </Notice>
    );
  return (
    <form
      className={styles['form']}
      aria-label={t('help.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send.run();
      }}
    >
      <TextField label={t('help.tried')} rows={3} maxLength={500} value={message} onChange={setMessage} />
      <ReportMaker report={report} onMade={setReport} lead={t('help.report.lead')} />
      {report === null || !report.canSend ? null : (
        <Switch label={t('help.report.send')} checked={withReport} onChange={setWithReport} />
      )}
      {report !== null && !report.canSend ? <Notice kind="warn">{t('help.report.tooLarge')}</Notice> : null}
      <WhatIsSent evidence={evidence} withReport={carried !== null} />
      {send.error === null ? null : (
        <Notice kind="error">{t('home.failedAct', { message: send.error.message })}</Notice>
      )}
      <div className={styles['actions']}>
        <Button variant="primary" type="submit" busy={send.busy}>
          {t('help.send')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}

function WhatIsSent({ evidence, withReport }: { readonly evidence: Finding; readonly withReport: boolean }) {
  const t = useText();
  return (
    <section className={styles['what']}>
      <h5>{t('help.what')}</h5>
      <ul>
        <li>{t('help.what.name')}</li>
        <li>
          {t(`check.${evidence.check}.name`)}: {sayRef(t, evidence.evidence) ?? evidence.evidence.key}
        </li>
        <li>{t('help.what.message')}</li>
        {withReport ? <li>{t('help.what.report')}</li> : null}
      </ul>
      <Disclosure summary={t('help.raw')}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys must be able to scroll it */}
        <section className={styles['raw']} tabIndex={0} aria-label={t('help.raw')}>
          <pre dir="ltr">{JSON.stringify(evidence, null, 2)}</pre>
        </section>
      </Disclosure>
    </section>
  );
}
