import { useAudit } from '../api/queries.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Page } from '../app/Page.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { HeadCell, Table } from '../../ui/Table.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText } from '../use-text.ts';
import { AuditRow } from './AuditRow.tsx';
import styles from './Audit.module.css';

export function AuditPage() {
  const t = useText();
  const audit = useAudit();
  const events = audit.data?.pages.flatMap((page) => page.events);
  return (
    <Page title={t('audit.title')} lead={t('audit.lead')}>
      {events === undefined ? (
        audit.isError ? (
          <LoadFailed error={audit.error} onRetry={() => void audit.refetch()} />
        ) : (
          <Loading />
        )
      ) : events.length === 0 ? (
        <EmptyState title={t('audit.empty')} />
      ) : (
        <>
          <Table label={t('audit.caption')} stickyHead>
            <thead>
              <tr>
                <HeadCell>
                  <VisuallyHidden>{t('audit.column.details')}</VisuallyHidden>
                </HeadCell>
                <HeadCell align="end">{t('audit.column.sequence')}</HeadCell>
                <HeadCell>{t('audit.column.when')}</HeadCell>
                <HeadCell>{t('audit.column.who')}</HeadCell>
                <HeadCell>{t('audit.column.what')}</HeadCell>
                <HeadCell>{t('audit.column.subject')}</HeadCell>
                <HeadCell>{t('audit.column.hash')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <AuditRow key={event.sequence} event={event} />
              ))}
            </tbody>
          </Table>
          <div className={styles['foot']}>
            {audit.hasNextPage ? (
              <Button busy={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
                {t('audit.more')}
              </Button>
            ) : (
              <p>{t('audit.end')}</p>
            )}
            <p>{t('audit.verify')}</p>
          </div>
        </>
      )}
    </Page>
  );
}
