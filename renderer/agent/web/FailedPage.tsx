import { CloudOff } from 'lucide-react';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { hostOf } from './address.ts';
import { loadFailureKey } from './load-failure.ts';
import styles from './OwnPage.module.css';

export function FailedPage({ url, code }: { readonly url: string; readonly code: string }) {
  const t = useText();
  const { client } = useServices();
  const again = useAct(() => client.invoke('web:go', { where: 'reload' }));
  return (
    <div className={styles['page']} role="alert">
      <div className={styles['head']}>
        <CloudOff size={36} aria-hidden className={styles['soft']} />
        <h1>{t('web.failed.title', { host: hostOf(url) })}</h1>
        <p>{t(loadFailureKey(code))}</p>
        <p className={styles['soft']}>
          <code>{t('web.failed.code', { code })}</code>
        </p>
      </div>
      <div className={styles['actions']}>
        <Button variant="primary" busy={again.busy} onClick={again.run}>
          {t('action.tryAgain')}
        </Button>
      </div>
    </div>
  );
}
