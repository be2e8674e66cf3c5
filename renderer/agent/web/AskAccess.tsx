import { useState } from 'react';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import styles from './AskAccess.module.css';

interface AskAccessProps {
  readonly host: string;
  readonly onCancel: () => void;
}

export function AskAccess({ host, onCancel }: AskAccessProps) {
  const t = useText();
  const { client } = useServices();
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const [sent, setSent] = useState(false);
  const ask = useAct(async () => {
    await client.invoke('web:askAccess', { host, reason: reason.trim() });
    setSent(true);
  });
  if (sent)
    return (
      <Notice kind="good" title={t('web.ask.sent.title')} live>
        {t('web.ask.sent.text', { host })}
      </Notice>
    );
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setEmpty(reason.trim() === '');
        if (reason.trim() !== '') ask.run();
      }}
    >
      <TextField
        label={t('web.ask.reason')}
        hint={t('web.ask.hint')}
        error={empty ? t('web.ask.empty') : null}
        value={reason}
        maxLength={500}
        focusFirst
        onChange={(value) => {
          setReason(value);
          setEmpty(false);
        }}
      />
      {ask.error === null ? null : <Notice kind="error">{t('home.failedAct', { message: ask.error.message })}</Notice>}
      <div className={styles['actions']}>
        <Button variant="primary" type="submit" busy={ask.busy}>
          {t('web.ask.send')}
        </Button>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
