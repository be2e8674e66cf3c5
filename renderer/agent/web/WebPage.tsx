import { Globe } from 'lucide-react';
import { useStore } from 'zustand';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { useView } from '../client/use-view.ts';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { BrowserBar } from './BrowserBar.tsx';
import { WebContent } from './WebContent.tsx';
import styles from './WebPage.module.css';

/** The work browser: ours are the bar and the pages that explain; the site itself is drawn by the main process. */
export function WebPage() {
  const t = useText();
  const { web } = useServices();
  const { onShift, hasPolicy } = useView((view) => ({ onShift: view.onShift, hasPolicy: view.policy !== null }));
  const state = useStore(web);
  if (!onShift) return <OffShift />;
  if (!hasPolicy)
    return (
      <div className={styles['centre']}>
        <EmptyState level={1} icon={<Globe size={22} />} title={t('web.noPolicy.title')}>
          {t('web.noPolicy.text')}
        </EmptyState>
      </div>
    );
  switch (state.status) {
    case 'loading':
      return (
        <div className={styles['centre']}>
          <EmptyState level={1} icon={<Spinner size={22} />} title={t('web.title')} />
        </div>
      );
    case 'failed':
      return (
        <div className={styles['centre']}>
          <Notice kind="error">{t('home.failedAct', { message: state.message })}</Notice>
        </div>
      );
    case 'ready':
      return (
        <div className={styles['browser']}>
          <BrowserBar page={state.page} />
          <WebContent page={state.page} />
        </div>
      );
  }
}

function OffShift() {
  const t = useText();
  const { client } = useServices();
  const start = useAct(() => client.invoke('shift:set', { on: true }));
  return (
    <div className={styles['centre']}>
      <EmptyState
        level={1}
        icon={<Globe size={22} />}
        title={t('web.off.title')}
        actions={
          <Button variant="primary" busy={start.busy} onClick={start.run}>
            {t('action.startShift')}
          </Button>
        }
      >
        {t('web.off.text')}
      </EmptyState>
      {start.error === null ? null : (
        <Notice kind="error">{t('home.failedAct', { message: start.error.message })}</Notice>
      )}
    </div>
  );
}
