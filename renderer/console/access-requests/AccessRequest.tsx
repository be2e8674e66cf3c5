import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.tsx';
import type { AccessRequestRow } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useAct } from '../app/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { RequestItem } from '../requests/RequestItem.tsx';
import { useText } from '../use-text.ts';
import { useAllowHost } from './use-allow-host.ts';
import styles from './AccessRequests.module.css';

interface AccessRequestProps {
  readonly request: AccessRequestRow;
  readonly isIt: boolean;
}

export function AccessRequest({ request, isIt }: AccessRequestProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const allowHost = useAllowHost();
  const { host, agent, reason, askedAt } = request;
  const close = useAct(() => api.closeAccessRequest(request.id), {
    done: t('access.closedDone', { host }),
    onDone: () => void queryClient.invalidateQueries({ queryKey: queryKeys.accessRequests }),
  });
  return (
    <RequestItem
      who={
        <>
          {agent} · <RelativeTime at={askedAt} />
        </>
      }
      actions={
        request.state === 'closed' || !isIt ? null : (
          <div className={styles['actions']}>
            <Button variant="primary" disabled={allowHost === null} onClick={() => allowHost?.(host)}>
              {t('access.allow')}
              <VisuallyHidden>: {host}</VisuallyHidden>
            </Button>
            <Button busy={close.isBusy} onClick={close.run}>
              {t('access.close')}
              <VisuallyHidden>: {host}</VisuallyHidden>
            </Button>
          </div>
        )
      }
    >
      <h2 className={styles['host']}>{host}</h2>
      <p>{reason === '' ? t('access.noReason') : reason}</p>
    </RequestItem>
  );
}
