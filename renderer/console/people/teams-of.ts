import type { PersonRow } from '../api/client.ts';

/** Every team that somebody is in, by name. */
export function teamsOf(people: readonly PersonRow[]): readonly string[] {
  return [...new Set(people.flatMap(({ group }) => group ?? []))].sort((a, b) => a.localeCompare(b));
}
