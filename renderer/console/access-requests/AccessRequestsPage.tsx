import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { useAccessRequests } from '../api/queries.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Page } from '../app/Page.tsx';
import { useSignedIn } from '../app/session-context.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useText } from '../use-text.ts';
import { AccessRequest } from './AccessRequest.tsx';
import styles from './AccessRequests.module.css';

export function AccessRequestsPage() {
  const t = useText();
  const isIt = useSignedIn().person.role === 'it';
  const requests = useAccessRequests();
  const [state, setState] = useState<'open' | 'closed'>('open');
  const shown = requests.data?.requests.filter((request) => request.state === state) ?? [];
  return (
    <Page
      title={t('access.title')}
      {...(isIt ? {} : { lead: t('access.itOnly') })}
      aside={
        <Segmented
          hideLabel
          label={t('access.list')}
          value={state}
          options={(['open', 'closed'] as const).map((value) => ({ value, label: t(`access.${value}`) }))}
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
        <EmptyState icon={<Inbox size={22} />} title={t('access.empty.title')}>
          {t(state === 'open' ? 'access.empty.text' : 'access.empty.closed')}
        </EmptyState>
      ) : (
        <ul className={styles['list']}>
          {shown.map((request) => (
            <AccessRequest key={request.id} request={request} isIt={isIt} />
          ))}
        </ul>
      )}
    </Page>
  );
}
