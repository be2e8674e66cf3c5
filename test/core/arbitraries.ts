import * as fc from 'fast-check';
import { CHECK_IDS, CHECKS } from '../../core/checks/catalogue.ts';
import { eachFact, FACT_VALUES, type Facts } from '../../core/facts/catalogue.ts';
import { UNKNOWN_REASONS, type Fact } from '../../core/facts/fact.ts';
import { arbitraryOf } from './arbitrary-of-schema.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../core/policy/schema.ts';

const shortText = fc.string({ maxLength: 40 });
const ageMs = fc.oneof(fc.constant(0), fc.nat({ max: 120_000 }), fc.nat({ max: 10_000_000 }));
const sources = fc.array(shortText, { maxLength: 3 });

function factOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> {
  const known = fc.record({ status: fc.constant('known' as const), value, sources, ageMs });
  const unknown = fc.record({
    status: fc.constant('unknown' as const),
    reason: fc.constantFrom(...UNKNOWN_REASONS),
    sources,
    ageMs,
  });
  return fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: unknown });
}

/** Any facts that a report may carry. */
export const arbitraryFacts: fc.Arbitrary<Facts> = fc.record(
  eachFact((key) => factOf(arbitraryOf(FACT_VALUES[key]))),
) as unknown as fc.Arbitrary<Facts>;

const rule = <P>(parameters: fc.Arbitrary<P>) =>
  fc.record({
    level: fc.constantFrom('block' as const, 'warn' as const, 'observe' as const),
    graceSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3600 })),
    parameters,
  });

const rules = Object.fromEntries(CHECK_IDS.map((id) => [id, rule(arbitraryOf(CHECKS[id].parameters))]));

/** Any policy, with any of the checks left out. */
export const arbitraryPolicy: fc.Arbitrary<PolicyDocument> = fc
  .record(rules, { requiredKeys: [] })
  .map((checks) => policyDocumentSchema.parse({ schema: 'offhook-policy/1', name: 'any', checks }));

/** How long each check has been failing: mostly times, now and then what no clock should say. */
export const arbitraryFailingForMs = fc.record(
  Object.fromEntries(
    CHECK_IDS.map((id) => [
      id,
      fc.oneof(
        { weight: 6, arbitrary: fc.nat({ max: 4_000_000 }) },
        { weight: 1, arbitrary: fc.constantFrom(Number.NaN, -1, -1e12, Infinity, -Infinity) },
      ),
    ]),
  ),
  { requiredKeys: [] },
);
