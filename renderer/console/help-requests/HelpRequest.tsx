import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { Link } from 'wouter';
import type { HelpRequestView } from '../../../core/wire/console.ts';
import { useApi } from '../api/api-context.tsx';
import { queryKeys } from '../api/query-keys.ts';
import { useSignedIn } from '../app/session-context.ts';
import { useAct } from '../app/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { RequestItem } from '../requests/RequestItem.tsx';
import { useText } from '../use-text.ts';
import styles from './HelpRequests.module.css';

interface HelpRequestProps {
  readonly request: HelpRequestView;
  readonly onExcept: () => void;
}

export function HelpRequest({ request, onExcept }: HelpRequestProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const isIt = useSignedIn().person.role === 'it';
  const { agent, check, evidence, message, askedAt } = request;
  const name = t(`check.${check}.name`);
  const about = t('help.about', { agent, check: name });
  const close = useAct(() => api.closeHelpRequest(request.id), {
    done: t('help.closedDone', { agent }),
    onDone: () => void queryClient.invalidateQueries({ queryKey: queryKeys.helpRequests }),
  });
  return (
    <RequestItem
      who={
        <>
          {t(`help.effect.${evidence.effect}`)} · {t(`help.system.${request.platform}`)} · <RelativeTime at={askedAt} />
        </>
      }
      actions={
        <div className={styles['actions']}>
          <Link className={styles['link'] ?? ''} href={`/floor/${request.deviceId}`}>
            {t('help.laptop')}
            <VisuallyHidden>: {about}</VisuallyHidden>
          </Link>
          {isIt && request.hasReport ? (
            <a className={styles['link']} href={`/api/help-requests/${request.id}/report`} download>
              <Download size={15} aria-hidden />
              {t('help.report')}
              <VisuallyHidden>: {about}</VisuallyHidden>
            </a>
          ) : null}
          {request.state === 'closed' ? null : (
            <>
              <Button variant="primary" onClick={onExcept}>
                {t('help.except')}
                <VisuallyHidden>: {about}</VisuallyHidden>
              </Button>
              <Button busy={close.isBusy} onClick={close.run}>
                {t('help.close')}
                <VisuallyHidden>: {about}</VisuallyHidden>
              </Button>
            </>
          )}
        </div>
      }
    >
      <h2 className={styles['title']}>
        {agent} · {name}
      </h2>
      <p className={styles['evidence']}>
        <StateMark
          tone={evidence.effect === 'closes' ? 'closed' : evidence.status === 'fail' ? 'warn' : 'unknown'}
          size={18}
          label={t(`status.${evidence.status}`)}
        />
        {t.maybe(evidence.evidence.key, evidence.evidence.values) ?? t(`status.${evidence.status}`)}
      </p>
      <p>{message === '' ? t('help.noMessage') : t('help.message', { message })}</p>
    </RequestItem>
  );
}
