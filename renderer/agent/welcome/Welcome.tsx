import { Check, PhoneCall, X } from 'lucide-react';
import { useState } from 'react';
import { AppError } from '../../../core/errors.ts';
import { parseEnrolmentLink } from '../../../core/wire/enrolment-link.ts';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useView } from '../client/use-view.ts';
import { KeyStorageNotice } from '../home/KeyStorageNotice.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { joinProblem } from './join-problem.ts';
import { LeftNotice } from './LeftNotice.tsx';
import styles from './Welcome.module.css';

/** Before this laptop belongs to a company: what Offhook is, and the one way in. */
export function Welcome() {
  const t = useText();
  const offered = useView((view) =>
    view.enrolment.state === 'none' ? (view.enrolment.offered?.server ?? null) : null,
  );
  const [ownLink, setOwnLink] = useState(false);
  return (
    <main className={styles['welcome']}>
      <div className={styles['column']}>
        <span className={styles['sign']} aria-hidden>
          <PhoneCall size={24} />
        </span>
        <h1 className={styles['title']}>{t('welcome.title')}</h1>
        <p className={styles['lead']}>{t('welcome.lead')}</p>
        <LeftNotice />
        <div className={styles['lists']}>
          <section>
            <h2 className={styles['heading']}>{t('welcome.does')}</h2>
            <ul className={styles['list']}>
              {(['welcome.does.1', 'welcome.does.2', 'welcome.does.3'] as const).map((key) => (
                <li key={key}>
                  <Check size={17} aria-hidden className={styles['does']} />
                  <span>{t(key)}</span>
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2 className={styles['heading']}>{t('welcome.not')}</h2>
            <ul className={styles['list']}>
              {(['welcome.not.1', 'welcome.not.2', 'welcome.not.3'] as const).map((key) => (
                <li key={key}>
                  <X size={17} aria-hidden className={styles['not']} />
                  <span>{t(key)}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
        {offered === null || ownLink ? (
          <JoinByLink />
        ) : (
          <JoinOffered server={offered} onOther={() => setOwnLink(true)} />
        )}
        <KeyStorageNotice />
      </div>
    </main>
  );
}

function JoinOffered({ server, onOther }: { readonly server: string; readonly onOther: () => void }) {
  const t = useText();
  const { client } = useServices();
  const join = useAct(() => client.invoke('enrolment:join', { link: null }));
  const host = hostOf(server);
  return (
    <div className={styles['join']}>
      {join.error === null ? null : (
        <Notice kind="error">{t(joinProblem(join.error), { server: host, message: join.error.message })}</Notice>
      )}
      <Button variant="primary" size="large" wide busy={join.busy} onClick={join.run}>
        {join.busy ? t('welcome.joining') : t('welcome.join', { server: host })}
      </Button>
      <Button variant="quiet" onClick={onOther}>
        {t('welcome.otherLink')}
      </Button>
    </div>
  );
}

function JoinByLink() {
  const t = useText();
  const { client } = useServices();
  const [link, setLink] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const join = useAct(() => client.invoke('enrolment:join', { link: link.trim() }));
  const submit = () => {
    const problem = link.trim() === '' ? t('welcome.linkEmpty') : whatIsWrong(link);
    setWrong(problem);
    if (problem === null) join.run();
  };
  return (
    <form
      className={styles['join']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={t('welcome.linkLabel')}
        hint={t('welcome.linkHint')}
        error={wrong}
        value={link}
        inputMode="url"
        dir="ltr"
        maxLength={1000}
        onChange={(value) => {
          setLink(value);
          setWrong(null);
        }}
      />
      {join.error === null ? null : (
        <Notice kind="error">
          {t(joinProblem(join.error), { server: serverOf(link), message: join.error.message })}
        </Notice>
      )}
      <Button variant="primary" size="large" type="submit" wide busy={join.busy}>
        {join.busy ? t('welcome.joining') : t('welcome.linkButton')}
      </Button>
    </form>
  );
}

/** The same reading of a link as the main process does; there it counts, here it saves a wait. */
function whatIsWrong(link: string): string | null {
  try {
    parseEnrolmentLink(link);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function serverOf(link: string): string {
  try {
    return hostOf(parseEnrolmentLink(link).server);
  } catch {
    return '';
  }
}

function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}
