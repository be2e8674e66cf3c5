import type { Facts } from '../../../core/facts/catalogue.ts';
import { worseOf } from './agree.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

const GUARDS = ['secureBoot', 'sip', 'gatekeeper'] as const;

/**
 * Each guard by itself; of several that look at the same one, who says that it is off is believed: a shim that
 * validates nothing makes secure boot void.
 */
export function combineSystemIntegrity(results: readonly Aged[]): Facts['systemIntegrity'] {
  const all = GUARDS.flatMap((family) => [...ofFamily(results, family)]);
  const [secureBoot, sip, gatekeeper] = GUARDS.map((family) =>
    worseOf(
      ofFamily(results, family).map((result) => ({
        result,
        bad: result.reading.enabled === null ? null : !result.reading.enabled,
      })),
    ),
  );
  const known = [secureBoot, sip, gatekeeper].flatMap((guard) => guard ?? []);
  if (known.length === 0) return unknownFact(mostTelling(all.map(({ reading }) => reading.reason)), all);
  const state = (guard: (typeof known)[number] | null | undefined): boolean | null =>
    guard === null || guard === undefined ? null : !guard.bad;
  return knownFact(
    { secureBoot: state(secureBoot), sip: state(sip), gatekeeper: state(gatekeeper) },
    known.flatMap((guard) => guard.from),
  );
}
