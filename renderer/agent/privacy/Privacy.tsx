import { useState } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useView } from '../client/use-view.ts';
import { Page } from '../shell/Page.tsx';
import { useText } from '../text.ts';
import { MeasuredList } from './MeasuredList.tsx';
import { NeverList } from './NeverList.tsx';
import { ReportForIt } from './ReportForIt.tsx';
import { SentText } from './SentText.tsx';
import { usePrivacy, type PrivacyRead } from './use-privacy.ts';
import styles from './Privacy.module.css';

/** Nothing is summed up: what was measured, what was sent, and what never is. */
export function Privacy() {
  const t = useText();
  const read = usePrivacy();
  const onShift = useView((view) => view.onShift);
  const [tab, setTab] = useState<'measured' | 'sent' | 'never' | 'report'>('measured');
  return (
    <Page>
      <header className={styles['head']}>
        <h1>{t('privacy.title')}</h1>
        <p className={styles['lead']}>{t('privacy.lead')}</p>
      </header>
      <Notice kind={onShift ? 'info' : 'good'} title={t(onShift ? 'privacy.onShift.title' : 'privacy.offShift.title')}>
        {t(onShift ? 'privacy.onShift.text' : 'privacy.offShift.text')}
      </Notice>
      <Tabs
        label={t('privacy.tabs')}
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'measured', label: t('privacy.tab.measured'), panel: <WhenRead read={read} what="measured" /> },
          { value: 'sent', label: t('privacy.tab.sent'), panel: <WhenRead read={read} what="sent" /> },
          { value: 'never', label: t('privacy.tab.never'), panel: <NeverList /> },
          { value: 'report', label: t('privacy.tab.report'), panel: <ReportForIt /> },
        ]}
      />
    </Page>
  );
}

function WhenRead({ read, what }: { readonly read: PrivacyRead | null; readonly what: 'measured' | 'sent' }) {
  const t = useText();
  if (read === null) return <Spinner size={22} />;
  if (read.status === 'failed') return <Notice kind="error">{t('privacy.failed', { message: read.message })}</Notice>;
  return what === 'measured' ? (
    <MeasuredList measured={read.privacy.measured} />
  ) : (
    <SentText lastSent={read.privacy.lastSent} />
  );
}
