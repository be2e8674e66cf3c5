import type { PersonRow } from '../api/client.ts';
import { matchesWords } from '../floor/match-words.ts';

export function matchesPerson(person: PersonRow, search: string): boolean {
  return matchesWords([person.name, person.email, person.extension ?? '', person.group ?? ''].join(' '), search);
}
