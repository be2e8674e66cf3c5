import type { PersonId } from '../../core/ids.ts';
import { WAIVER_ALONE_MINUTES } from '../../core/wire/console.ts';
import type { PersonRecord, WaiverRecord } from '../store/records.ts';

/** Who would take calls because of it. */
export interface Beneficiaries {
  /** The laptop's owner; null for a team. */
  readonly owner: PersonId | null;
  readonly group: string | null;
}

/** Nobody excepts themself, and alone only one laptop for a short while. */
export function isApprovedAtOnce(
  asker: Pick<PersonRecord, 'id' | 'group'>,
  beneficiaries: Beneficiaries,
  minutes: number,
): boolean {
  return beneficiaries.owner !== null && beneficiaries.owner !== asker.id && minutes <= WAIVER_ALONE_MINUTES;
}

/** Of IT, not the one who asked, and not for themself. */
export function mayDecide(
  person: Pick<PersonRecord, 'id' | 'role' | 'group'>,
  waiver: Pick<WaiverRecord, 'state' | 'askedBy' | 'endsAt'>,
  beneficiaries: Beneficiaries,
  now: number,
): boolean {
  if (person.role !== 'it' || waiver.state !== 'asked' || waiver.endsAt <= now) return false;
  if (person.id === waiver.askedBy || person.id === beneficiaries.owner) return false;
  return beneficiaries.group === null || beneficiaries.group !== person.group;
}

/** Taking an exception back only ever makes things stricter: whoever may ask may end. */
export function mayEnd(
  person: Pick<PersonRecord, 'role'>,
  waiver: Pick<WaiverRecord, 'state' | 'endsAt'>,
  now: number,
): boolean {
  return (
    (person.role === 'it' || person.role === 'supervisor') &&
    (waiver.state === 'approved' || waiver.state === 'asked') &&
    waiver.endsAt > now
  );
}
