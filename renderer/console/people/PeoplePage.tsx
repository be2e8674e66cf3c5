import { useState } from 'react';
import type { PersonRow } from '../api/client.ts';
import { usePeople } from '../api/queries.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Page } from '../app/Page.tsx';
import { useSignedIn } from '../app/session-context.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { EnrolmentDialog } from './EnrolmentDialog.tsx';
import { matchesPerson } from './match-person.ts';
import { PeopleTable } from './PeopleTable.tsx';
import { TeamDialog } from './TeamDialog.tsx';
import { teamsOf } from './teams-of.ts';
import styles from './People.module.css';

export function PeoplePage() {
  const t = useText();
  const people = usePeople();
  const [search, setSearch] = useState('');
  const [moving, setMoving] = useState<PersonRow | null>(null);
  const [enrolling, setEnrolling] = useState<PersonRow | null>(null);
  const { organisation } = useSignedIn();
  const shown = people.data?.people.filter((person) => matchesPerson(person, search)) ?? [];
  return (
    <Page title={t('people.title')} lead={t('people.caption', { organisation })}>
      {people.data === undefined ? (
        people.isError ? (
          <LoadFailed error={people.error} onRetry={() => void people.refetch()} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          <div className={styles['toolbar']}>
            <div className={styles['search']}>
              <TextField
                hideLabel
                type="search"
                label={t('people.search')}
                placeholder={t('people.search.placeholder')}
                value={search}
                onChange={setSearch}
              />
            </div>
            <output className={styles['count']}>
              {shown.length === 0 ? t('people.none', { query: search }) : t('people.count', { count: shown.length })}
            </output>
          </div>
          {shown.length === 0 ? null : <PeopleTable people={shown} onEnrol={setEnrolling} onTeam={setMoving} />}
        </>
      )}
      {moving === null ? null : (
        <TeamDialog person={moving} teams={teamsOf(people.data?.people ?? [])} onClose={() => setMoving(null)} />
      )}
      {enrolling === null ? null : <EnrolmentDialog person={enrolling} onClose={() => setEnrolling(null)} />}
    </Page>
  );
}
