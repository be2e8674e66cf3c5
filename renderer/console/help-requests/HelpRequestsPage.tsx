import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import type { HelpRequestView } from '../../../core/wire/console.ts';
import { useHelpRequests } from '../api/queries.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Page } from '../app/Page.tsx';
import { AskExceptionDialog } from '../exceptions/AskExceptionDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useText } from '../use-text.ts';
import { HelpRequest } from './HelpRequest.tsx';
import styles from './HelpRequests.module.css';

/** What agents could not fix by themselves, with what they saw, and the ways to help. */
export function HelpRequestsPage() {
  const t = useText();
  const requests = useHelpRequests();
  const [state, setState] = useState<'open' | 'closed'>('open');
  const [excepting, setExcepting] = useState<HelpRequestView | null>(null);
  const shown = requests.data?.requests.filter((request) => request.state === state) ?? [];
  return (
    <Page
      title={t('help.title')}
      lead={t('help.lead')}
      aside={
        <Segmented
          hideLabel
          label={t('help.list')}
          value={state}
          options={(['open', 'closed'] as const).map((value) => ({ value, label: t(`help.${value}`) }))}
          onChange={setState}
        />
      }
    >
      {requests.data === undefined ? (
        requests.isError ? (
          <LoadFailed error={requests.error} onRetry={() => void requests.refetch()} />
        ) : (
          <Loading />
        )
      ) : shown.length === 0 ? (
        <EmptyState icon={<LifeBuoy size={22} />} title={t('help.empty.title')}>
          {t(state === 'open' ? 'help.empty.text' : 'help.empty.closed')}
        </EmptyState>
      ) : (
        <ul className={styles['list']}>
          {shown.map((request) => (
            <HelpRequest key={request.id} request={request} onExcept={() => setExcepting(request)} />
          ))}
        </ul>
      )}
      {excepting === null ? null : (
        <AskExceptionDialog
          check={excepting.check}
          device={{ deviceId: excepting.deviceId, agent: excepting.agent }}
          onClose={() => setExcepting(null)}
        />
      )}
    </Page>
  );
}
