import type { Facts } from '../facts/catalogue.ts';
import type { Outcome } from './check.ts';
import { whenKnown } from './known.ts';

/** A sentence's value holds 200 characters (textRefSchema). */
const LONGEST = 200;

/** Whether a program of this kind runs that nobody allowed, by its name in our list. Case does not matter. */
export function judgePrograms(
  facts: Facts,
  kind: 'remoteControl' | 'screenCapture',
  allow: readonly string[],
): Outcome {
  return whenKnown(facts, 'watchedPrograms', ({ [kind]: running }) => {
    const allowed = new Set(allow.map((name) => name.trim().toLowerCase()));
    const names = running.filter((name) => !allowed.has(name.toLowerCase()));
    if (names.length > 0) {
      const values = { count: names.length, programs: names.join(', ').slice(0, LONGEST) };
      return { status: 'fail', evidence: { key: `evidence.${kind}.running`, values } };
    }
    if (running.length === 0) return { status: 'pass', evidence: { key: `evidence.${kind}.none` } };
    const values = { programs: running.join(', ').slice(0, LONGEST) };
    return { status: 'pass', evidence: { key: `evidence.${kind}.allowed`, values } };
  });
}
