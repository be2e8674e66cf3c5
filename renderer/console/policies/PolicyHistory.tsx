import type { PolicyVersions } from '../api/client.ts';
import { usePolicyVersions } from '../api/queries.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { useSignedIn } from '../app/session-context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Cell, HeadCell, Table } from '../../ui/Table.tsx';
import { useText } from '../use-text.ts';
import { RestoreVersion } from './rollout/RestoreVersion.tsx';

export function PolicyHistory() {
  const versions = usePolicyVersions();
  if (versions.data !== undefined) return <VersionTable {...versions.data} />;
  return versions.isError ? <LoadFailed error={versions.error} onRetry={() => void versions.refetch()} /> : <Loading />;
}

function VersionTable({ versions }: PolicyVersions) {
  const t = useText();
  const isIt = useSignedIn().person.role === 'it';
  const newestFirst = versions.toSorted((a, b) => b.version - a.version);
  return (
    <Table label={t('policy.history.caption')}>
      <thead>
        <tr>
          <HeadCell>{t('policy.history.version')}</HeadCell>
          <HeadCell>{t('policy.history.when')}</HeadCell>
          <HeadCell>{t('policy.history.who')}</HeadCell>
          <HeadCell>{t('policy.history.note')}</HeadCell>
          {isIt ? <HeadCell align="end">{t('restore.do')}</HeadCell> : null}
        </tr>
      </thead>
      <tbody>
        {newestFirst.map((entry, index) => (
          <tr key={entry.version}>
            <Cell>
              {t.number(entry.version)} {index === 0 ? <Badge tone="open">{t('policy.history.current')}</Badge> : null}
            </Cell>
            <Cell>
              <time dateTime={entry.publishedAt}>{t.dateTime(Date.parse(entry.publishedAt))}</time>
            </Cell>
            <Cell>{entry.publishedBy}</Cell>
            <Cell>{entry.note}</Cell>
            {isIt ? <Cell align="end">{index === 0 ? null : <RestoreVersion version={entry.version} />}</Cell> : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
