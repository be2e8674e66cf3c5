import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { ToastRegion } from '../../ui/ToastRegion.tsx';
import { Home } from '../home/Home.tsx';
import { PhonePage } from '../phone/PhonePage.tsx';
import { useRinging } from '../phone/use-ringing.ts';
import { Privacy } from '../privacy/Privacy.tsx';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { WebPage } from '../web/WebPage.tsx';
import { Welcome } from '../welcome/Welcome.tsx';
import type { Page } from './navigation-store.ts';
import { Rail } from './Rail.tsx';
import styles from './AgentWindow.module.css';

const SCREENS = {
  home: Home,
  phone: PhonePage,
  web: WebPage,
  privacy: Privacy,
  settings: SettingsPage,
} as const satisfies Record<Page, unknown>;

export function AgentWindow() {
  const t = useText();
  const { view, toasts } = useServices();
  const status = useStore(view, (state) => state.status);
  return (
    <>
      {status === 'ready' ? <Ready /> : status === 'failed' ? <Failed /> : <Loading />}
      <ToastRegion toasts={toasts} label={t('app.notices')} closeLabel={t('app.closeNotice')} />
    </>
  );
}

function Ready() {
  const { view, navigation } = useServices();
  const enrolled = useStore(view, (state) => state.status === 'ready' && state.view.enrolment.state === 'enrolled');
  const page = useStore(navigation, (state) => state.page);
  useRinging();
  if (!enrolled) return <Welcome />;
  const Screen = SCREENS[page];
  return (
    <div className={styles['window']}>
      <Rail />
      <main className={styles['main']}>
        <Screen />
      </main>
    </div>
  );
}

function Loading() {
  const t = useText();
  return (
    <main className={styles['centre']} aria-busy="true">
      <EmptyState level={1} icon={<Spinner size={22} />} title={t('app.loading')} />
    </main>
  );
}

function Failed() {
  const t = useText();
  const { view } = useServices();
  const message = useStore(view, (state) => (state.status === 'failed' ? state.message : ''));
  return (
    <main className={styles['centre']}>
      <h1 className={styles['failed']}>{t('app.failed.title')}</h1>
      <Notice kind="error">{t('app.failed.text', { message })}</Notice>
    </main>
  );
}
