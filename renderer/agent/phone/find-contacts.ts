import type { ClientView } from '../../../core/ipc/client-view.ts';
import { normaliseNumber } from './normalise-number.ts';

export type Contact = ClientView['contacts'][number];

/** Contacts whose name or number has what was typed, in the order given. */
export function findContacts(contacts: readonly Contact[], typed: string): readonly Contact[] {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted === '') return contacts;
  return contacts.filter(
    ({ name, extension }) => name.toLocaleLowerCase().includes(wanted) || extension.startsWith(wanted),
  );
}

/** What Enter calls: the number that was typed, else the one contact that is left; null when it is neither. */
export function numberToCall(typed: string, found: readonly Contact[]): string | null {
  const number = normaliseNumber(typed);
  if (number !== null) return number;
  const [only] = found;
  return found.length === 1 && only !== undefined ? only.extension : null;
}
