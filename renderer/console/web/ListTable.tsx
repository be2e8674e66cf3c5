import { useQueryClient } from '@tanstack/react-query';
import type { WebList } from '../../../core/wire/lists.ts';
import { useApi } from '../api/api-context.tsx';
import { queryKeys } from '../api/query-keys.ts';
import { useAct } from '../app/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Cell, HeadCell, Table } from '../../ui/Table.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText } from '../use-text.ts';
import styles from './Web.module.css';

export function ListTable({ lists, isIt }: { readonly lists: readonly WebList[]; readonly isIt: boolean }) {
  const t = useText();
  return (
    <Table label={t('weblist.title')}>
      <thead>
        <tr>
          <HeadCell>{t('weblist.column.name')}</HeadCell>
          <HeadCell>{t('weblist.column.category')}</HeadCell>
          <HeadCell align="end">{t('weblist.column.rules')}</HeadCell>
          <HeadCell>{t('weblist.column.asked')}</HeadCell>
          <HeadCell>{t('weblist.column.changed')}</HeadCell>
          {isIt ? <HeadCell align="end">{t('weblist.column.actions')}</HeadCell> : null}
        </tr>
      </thead>
      <tbody>
        {lists.map((list) => (
          <ListRow key={list.id} list={list} isIt={isIt} />
        ))}
      </tbody>
    </Table>
  );
}

function ListRow({ list, isIt }: { readonly list: WebList; readonly isIt: boolean }) {
  const t = useText();
  return (
    <tr>
      <Cell>
        <div>{list.name}</div>
        <div className={styles['soft']}>{list.url ?? t('weblist.uploaded')}</div>
        {list.isEnabled ? null : <div>{t('weblist.off')}</div>}
        {list.problem === null ? null : <p className={styles['problem']}>{list.problem}</p>}
        <ParseReport report={list.report} />
      </Cell>
      <Cell>{t.maybe(`policy.category.${list.category}`) ?? list.category}</Cell>
      <Cell align="end">
        <span className={styles['number']}>{list.rules === null ? '–' : t.number(list.rules)}</span>
      </Cell>
      <Cell>
        <When at={list.askedAt} />
      </Cell>
      <Cell>
        <When at={list.changedAt} />
      </Cell>
      {isIt ? (
        <Cell align="end">
          <Actions list={list} />
        </Cell>
      ) : null}
    </tr>
  );
}

function When({ at }: { readonly at: number | null }) {
  const t = useText();
  return at === null ? t('app.never') : <RelativeTime at={new Date(at).toISOString()} />;
}

function ParseReport({ report }: { readonly report: WebList['report'] }) {
  const t = useText();
  if (report === null || report.refused === 0) return null;
  return (
    <Disclosure summary={t('weblist.refused', { count: report.refused })}>
      <ul>
        {report.samples.map(({ line, text, reason }) => (
          <li key={`${line} ${text}`}>
            {t('weblist.refused.line', { line: String(line), reason })} <code>{text}</code>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function Actions({ list }: { readonly list: WebList }) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const outcome = {
    done: t('weblist.done', { name: list.name }),
    onDone: () => void queryClient.invalidateQueries({ queryKey: queryKeys.webLists }),
  };
  const toggle = useAct(() => api.changeWebList(list.id, { act: list.isEnabled ? 'disable' : 'enable' }), outcome);
  const fetchNow = useAct(() => api.changeWebList(list.id, { act: 'fetch' }), outcome);
  const takeAnyway = useAct(() => api.changeWebList(list.id, { act: 'fetch', takeAnyway: true }), outcome);
  const remove = useAct(() => api.removeWebList(list.id), outcome);
  const of = <VisuallyHidden>{t('weblist.suffix', { name: list.name })}</VisuallyHidden>;
  return (
    <div className={styles['actions']}>
      {list.url !== null && list.isEnabled ? (
        <Button variant="quiet" disabled={fetchNow.isBusy} onClick={fetchNow.run}>
          {t('weblist.fetch')} {of}
        </Button>
      ) : null}
      {list.url !== null && list.problem !== null ? (
        <Button variant="quiet" disabled={takeAnyway.isBusy} onClick={takeAnyway.run}>
          {t('weblist.takeAnyway')} {of}
        </Button>
      ) : null}
      <Button variant="quiet" disabled={toggle.isBusy} onClick={toggle.run}>
        {t(list.isEnabled ? 'weblist.disable' : 'weblist.enable')} {of}
      </Button>
      <Button variant="quiet" disabled={remove.isBusy} onClick={remove.run}>
        {t('weblist.remove')} {of}
      </Button>
    </div>
  );
}
