import { Inbox } from 'lucide-react';
import { useAccessRequests } from '../api/queries.ts';
import { useSignedIn } from '../app/session-context.ts';
import { RequestList } from '../requests/RequestList.tsx';
import { useText } from '../use-text.ts';
import { AccessRequest } from './AccessRequest.tsx';

export function AccessRequestsPage() {
  const t = useText();
  const isIt = useSignedIn().person.role === 'it';
  return (
    <RequestList
      title={t('access.title')}
      {...(isIt ? {} : { lead: t('access.itOnly') })}
      label={t('access.list')}
      names={{ open: t('access.open'), closed: t('access.closed') }}
      empty={{
        icon: <Inbox size={22} />,
        title: t('access.empty.title'),
        text: { open: t('access.empty.text'), closed: t('access.empty.closed') },
      }}
      requests={useAccessRequests()}
      renderItem={(request) => <AccessRequest key={request.id} request={request} isIt={isIt} />}
    />
  );
}
