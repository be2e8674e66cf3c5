import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import type { HelpRequestView } from '../../../core/wire/console.ts';
import { useHelpRequests } from '../api/queries.ts';
import { AskExceptionDialog } from '../exceptions/AskExceptionDialog.tsx';
import { RequestList } from '../requests/RequestList.tsx';
import { useText } from '../use-text.ts';
import { HelpRequest } from './HelpRequest.tsx';

/** What agents could not fix by themselves, with what they saw, and the ways to help. */
export function HelpRequestsPage() {
  const t = useText();
  const [excepting, setExcepting] = useState<HelpRequestView | null>(null);
  return (
    <RequestList
      title={t('help.title')}
      lead={t('help.lead')}
      label={t('help.list')}
      names={{ open: t('help.open'), closed: t('help.closed') }}
      empty={{
        icon: <LifeBuoy size={22} />,
        title: t('help.empty.title'),
        text: { open: t('help.empty.text'), closed: t('help.empty.closed') },
      }}
      requests={useHelpRequests()}
      renderItem={(request) => (
        <HelpRequest key={request.id} request={request} onExcept={() => setExcepting(request)} />
      )}
    >
      {excepting === null ? null : (
        <AskExceptionDialog
          check={excepting.check}
          device={{ deviceId: excepting.deviceId, agent: excepting.agent }}
          onClose={() => setExcepting(null)}
        />
      )}
    </RequestList>
  );
}
