import { useState } from 'react';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import styles from './BreakGlassForm.module.css';

/** For when a supervisor has read out a code: the line opens for a moment, once. */
export function BreakGlassForm() {
  const t = useText();
  const { client } = useServices();
  const [code, setCode] = useState('');
  const [isUsed, setUsed] = useState(false);
  const use = useAct(async () => {
    await client.invoke('phone:breakGlass', { code: code.trim() });
    setUsed(true);
  });
  if (isUsed)
    return (
      <Notice kind="good" live title={t('glass.used')}>
        {t('glass.used.text')}
      </Notice>
    );
  return (
    <Disclosure summary={t('glass.have')}>
      <form
        className={styles['form']}
        aria-label={t('glass.have')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== '') use.run();
        }}
      >
        <TextField
          label={t('glass.code')}
          hint={t('glass.code.hint')}
          dir="ltr"
          maxLength={64}
          value={code}
          error={use.error === null ? null : use.error.message}
          onChange={setCode}
        />
        <Button type="submit" busy={use.busy} disabled={code.trim() === ''}>
          {t('glass.use')}
        </Button>
      </form>
    </Disclosure>
  );
}
