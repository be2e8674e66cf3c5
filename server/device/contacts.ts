import type { z } from 'zod';
import type { PersonId } from '../../core/ids.ts';
import type { contactSchema } from '../../core/wire/device.ts';
import type { Clock } from '../clock.ts';
import type { PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';

type Contact = z.infer<typeof contactSchema>;

export interface Contacts {
  /** Colleagues who have a phone, without the person who asks; at most 500 (reportReplySchema). */
  of(tx: StoreTx, self: PersonId): Promise<readonly Contact[]>;
}

const KEEP_MS = 5000;
const MAX_CONTACTS = 500;

export function createContacts(clock: Clock): Contacts {
  let people: readonly PersonRecord[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    async of(tx, self) {
      if (clock.nowMs() - readAt >= KEEP_MS) {
        people = await tx.people.all();
        readAt = clock.nowMs();
      }
      return people
        .flatMap(({ id, name, extension }) => (id === self || extension === null ? [] : [{ name, extension }]))
        .slice(0, MAX_CONTACTS);
    },
  };
}
