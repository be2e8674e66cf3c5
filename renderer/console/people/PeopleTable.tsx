import { Link2 } from 'lucide-react';
import type { PersonRow } from '../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Cell, HeadCell, Table } from '../../ui/Table.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText } from '../use-text.ts';
import styles from './People.module.css';

interface PeopleTableProps {
  readonly people: readonly PersonRow[];
  readonly onEnrol: (person: PersonRow) => void;
  readonly onTeam: (person: PersonRow) => void;
}

export function PeopleTable({ people, onEnrol, onTeam }: PeopleTableProps) {
  const t = useText();
  return (
    <Table label={t('people.title')} stickyHead>
      <thead>
        <tr>
          <HeadCell>{t('people.column.name')}</HeadCell>
          <HeadCell>{t('people.column.role')}</HeadCell>
          <HeadCell>{t('people.column.team')}</HeadCell>
          <HeadCell>{t('people.column.extension')}</HeadCell>
          <HeadCell>{t('people.column.devices')}</HeadCell>
          <HeadCell>{t('people.column.signedIn')}</HeadCell>
          <HeadCell align="end">{t('people.column.actions')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <Cell>
              <div className={styles['name']}>{person.name}</div>
              <div className={styles['email']}>{person.email}</div>
            </Cell>
            <Cell>{t(`role.${person.role}`)}</Cell>
            <Cell>
              <Button variant="quiet" onClick={() => onTeam(person)}>
                {person.group ?? t('people.team.none')}
                <VisuallyHidden>
                  : {t('people.team.change')} {t('people.enrol.suffix', { name: person.name })}
                </VisuallyHidden>
              </Button>
            </Cell>
            <Cell>{person.extension ?? '–'}</Cell>
            <Cell>{t.number(person.devices)}</Cell>
            <Cell>{person.signedInAt === null ? t('app.never') : <RelativeTime at={person.signedInAt} />}</Cell>
            <Cell align="end">
              {person.extension === null ? (
                <span className={styles['email']}>{t('people.enrol.noExtension')}</span>
              ) : (
                <div className={styles['act']}>
                  <Button variant="quiet" icon={<Link2 size={15} aria-hidden />} onClick={() => onEnrol(person)}>
                    {t('people.enrol')}{' '}
                    <VisuallyHidden>{t('people.enrol.suffix', { name: person.name })}</VisuallyHidden>
                  </Button>
                </div>
              )}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
