import { ListChecks } from 'lucide-react';
import { useWebLists } from '../api/queries.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Page } from '../app/Page.tsx';
import { useSignedIn } from '../app/session-context.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useText } from '../use-text.ts';
import { AddList } from './AddList.tsx';
import { ListTable } from './ListTable.tsx';
import { RefusedCounts } from './RefusedCounts.tsx';
import { TestUrl } from './TestUrl.tsx';

/** Lists of unsafe sites: where they come from, how they are, and what they do. */
export function WebPage() {
  const t = useText();
  const isIt = useSignedIn().person.role === 'it';
  const lists = useWebLists();
  if (lists.data === undefined)
    return (
      <Page title={t('weblist.title')}>
        {lists.isError ? <LoadFailed error={lists.error} onRetry={() => void lists.refetch()} /> : <Loading />}
      </Page>
    );
  const { lists: rows, release, refused } = lists.data;
  return (
    <Page title={t('weblist.title')} lead={t('weblist.lead')}>
      {rows.length === 0 ? (
        <EmptyState icon={<ListChecks size={22} />} title={t('weblist.empty.title')}>
          {t('weblist.empty.text')}
        </EmptyState>
      ) : (
        <ListTable lists={rows} isIt={isIt} />
      )}
      {release === null ? null : (
        <p>{t('weblist.release', { version: String(release.version), names: release.names })}</p>
      )}
      {isIt ? <TestUrl /> : null}
      {isIt ? <AddList /> : null}
      <RefusedCounts refused={refused} />
    </Page>
  );
}
