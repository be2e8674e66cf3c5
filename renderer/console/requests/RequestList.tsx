import { useState, type ReactNode } from 'react';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Page } from '../app/Page.tsx';
import styles from './RequestList.module.css';

type State = 'open' | 'closed';

interface RequestListProps<R extends { readonly state: State }> {
  readonly title: string;
  readonly lead?: string;
  /** What the choice between open and closed is called, for those who hear it. */
  readonly label: string;
  readonly names: Readonly<Record<State, string>>;
  readonly empty: { readonly icon: ReactNode; readonly title: string; readonly text: Readonly<Record<State, string>> };
  /** As the query has them so far. */
  readonly requests: {
    readonly data: { readonly requests: readonly R[] } | undefined;
    readonly isError: boolean;
    readonly error: unknown;
    refetch(): unknown;
  };
  readonly renderItem: (request: R) => ReactNode;
  readonly children?: ReactNode;
}

/** What agents asked for: the open ones or the closed ones. */
export function RequestList<R extends { readonly state: State }>(props: RequestListProps<R>) {
  const { title, lead, label, names, empty, requests, renderItem, children } = props;
  const [state, setState] = useState<State>('open');
  const shown = requests.data?.requests.filter((request) => request.state === state) ?? [];
  return (
    <Page
      title={title}
      {...(lead === undefined ? {} : { lead })}
      aside={
        <Segmented
          hideLabel
          label={label}
          value={state}
          options={(['open', 'closed'] as const).map((value) => ({ value, label: names[value] }))}
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
        <EmptyState icon={empty.icon} title={empty.title}>
          {empty.text[state]}
        </EmptyState>
      ) : (
        <ul className={styles['list']}>{shown.map(renderItem)}</ul>
      )}
      {children}
    </Page>
  );
}
