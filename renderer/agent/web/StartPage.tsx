import { Globe } from 'lucide-react';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useView } from '../client/use-view.ts';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { hostOf } from './address.ts';
import styles from './OwnPage.module.css';

export function StartPage() {
  const t = useText();
  const { client } = useServices();
  const home = useView((view) => view.policy?.webHome ?? null);
  const open = useAct(async () => {
    if (home !== null) await client.invoke('web:open', { url: home });
  });
  return (
    <div className={classNames(styles['page'], styles['centred'])}>
      <EmptyState
        level={1}
        icon={<Globe size={22} />}
        title={t('web.start.title')}
        actions={
          home === null ? undefined : (
            <Button variant="primary" busy={open.busy} onClick={open.run}>
              {t('web.start.home', { host: hostOf(home) })}
            </Button>
          )
        }
      >
        <p>{t('web.start.text')}</p>
        {home === null ? <p>{t('web.start.none')}</p> : null}
      </EmptyState>
      {open.error === null ? null : <Notice kind="error">{open.error.message}</Notice>}
    </div>
  );
}
