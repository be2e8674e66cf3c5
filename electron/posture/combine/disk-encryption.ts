import type { Facts } from '../../../core/facts/catalogue.ts';
import type { EncryptionReading } from '../sources/reading.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/**
 * Sources that know must agree on whether the system volume is encrypted. When they don't, “no” wins over “yes” only if it is a
 * matter of degree (one sees a conversion that the other does not); plain on against plain off is contradictory.
 */
export function combineDiskEncryption(results: readonly Aged[]): Facts['diskEncryption'] {
  const all = ofFamily(results, 'encryption');
  const known = all.flatMap((result) => (isKnown(result.reading) ? [{ result, reading: result.reading }] : []));
  if (known.length === 0) return unknownFact(mostTelling(all.map((result) => result.reading.reason)), all);
  const no = known.filter(({ reading }) => !reading.encrypted);
  const yes = known.filter(({ reading }) => reading.encrypted);
  if (yes.length > 0 && no.some(({ reading }) => reading.state === 'off'))
    return unknownFact(
      'contradictory',
      known.map(({ result }) => result),
    );
  const chosen = no.length > 0 ? no : yes;
  const [first] = chosen;
  if (first === undefined) return unknownFact('unreadable', all);
  const percent = chosen.find(({ reading }) => reading.percent !== null)?.reading.percent ?? null;
  return knownFact(
    { encrypted: first.reading.encrypted, state: first.reading.state, percent },
    chosen.map(({ result }) => result),
  );
}

function isKnown(
  reading: EncryptionReading,
): reading is EncryptionReading & { encrypted: boolean; state: NonNullable<EncryptionReading['state']> } {
  return reading.encrypted !== null && reading.state !== null;
}
