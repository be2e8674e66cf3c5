import { useQueryClient } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import type { Alert } from '../../../core/wire/alerts.ts';
import { useApi } from '../api/api-context.tsx';
import { useAlerts } from '../api/policy-queries.ts';
import { queryKeys } from '../api/query-keys.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Page } from '../app/Page.tsx';
import { useAct } from '../app/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText } from '../use-text.ts';
import styles from './AlertsPage.module.css';

/** What somebody should look at, as long as nobody has closed it. */
export function AlertsPage() {
  const t = useText();
  const alerts = useAlerts();
  const open = alerts.data?.alerts.filter(({ state }) => state === 'open') ?? [];
  return (
    <Page title={t('alerts.title')} lead={t('alerts.lead')}>
      {alerts.data === undefined ? (
        alerts.isError ? (
          <LoadFailed error={alerts.error} onRetry={() => void alerts.refetch()} />
        ) : (
          <Loading />
        )
      ) : open.length === 0 ? (
        <EmptyState icon={<BellRing size={22} />} title={t('alerts.empty')}>
          {t('alerts.empty.text')}
        </EmptyState>
      ) : (
        <ul className={styles['list']} aria-label={t('alerts.list')}>
          {open.map((alert) => (
            <AlertLine key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function AlertLine({ alert }: { readonly alert: Alert }) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const title = t(`alert.${alert.kind}`);
  const close = useAct(() => api.closeAlert(alert.id), {
    done: t('alerts.closed'),
    onDone: () => void queryClient.invalidateQueries({ queryKey: queryKeys.alerts }),
  });
  return (
    <li className={styles['alert']}>
      <div className={styles['words']}>
        <h2 className={styles['title']}>{title}</h2>
        <p>
          {alert.agent ?? alert.subject} · <RelativeTime at={alert.at} />
        </p>
        <p className={styles['soft']}>
          {Object.entries(alert.details)
            .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
            .join(' · ')}
        </p>
      </div>
      <Button busy={close.isBusy} onClick={close.run}>
        {t('alerts.close')} <VisuallyHidden>{title}</VisuallyHidden>
      </Button>
    </li>
  );
}
