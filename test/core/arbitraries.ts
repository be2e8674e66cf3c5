import * as fc from 'fast-check';
import { CHECK_IDS } from '../../core/checks/catalogue.ts';
import type { Facts, FactValues } from '../../core/facts/catalogue.ts';
import { UNKNOWN_REASONS, type Fact } from '../../core/facts/fact.ts';
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

const values: { readonly [K in keyof FactValues]: fc.Arbitrary<FactValues[K]> } = {
  os: fc.record({
    platform: fc.constantFrom('linux', 'macos', 'windows'),
    id: shortText,
    name: fc.string({ maxLength: 120 }),
    version: fc.option(shortText),
    build: fc.option(shortText),
    endOfLife: fc.option(fc.boolean()),
  }),
  hardware: fc.record({
    manufacturer: fc.option(shortText),
    model: fc.option(shortText),
    virtual: fc.option(fc.boolean()),
  }),
  diskEncryption: fc.record({
    encrypted: fc.boolean(),
    state: fc.constantFrom('on', 'off', 'encrypting', 'decrypting', 'suspended', 'locked', 'partial'),
    percent: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
  }),
  osUpdates: fc.record({
    pending: fc.option(fc.nat({ max: 100 })),
    securityPending: fc.option(fc.nat({ max: 5 })),
    restartRequired: fc.option(fc.boolean()),
    checkedDaysAgo: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
  }),
  firewall: fc.record({
    enabled: fc.boolean(),
    products: fc.array(fc.string({ maxLength: 120 }), { maxLength: 8 }),
  }),
  vpn: fc.record({
    connected: fc.boolean(),
    interfaces: fc.array(fc.record({ name: fc.string({ maxLength: 32 }), kind: shortText }), { maxLength: 3 }),
    fullTunnel: fc.option(fc.boolean()),
  }),
};

/** Any facts that a report may carry. */
export const arbitraryFacts: fc.Arbitrary<Facts> = fc.record({
  os: factOf(values.os),
  hardware: factOf(values.hardware),
  diskEncryption: factOf(values.diskEncryption),
  osUpdates: factOf(values.osUpdates),
  firewall: factOf(values.firewall),
  vpn: factOf(values.vpn),
});

const rule = <P>(parameters: fc.Arbitrary<P>) =>
  fc.record({
    level: fc.constantFrom('block' as const, 'warn' as const, 'observe' as const),
    graceSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3600 })),
    parameters,
  });

/** Any policy, with any of the checks left out. */
export const arbitraryPolicy: fc.Arbitrary<PolicyDocument> = fc
  .record(
    {
      diskEncryption: rule(fc.constant({})),
      osUpdates: rule(
        fc.record({
          maxSecurityPending: fc.nat({ max: 5 }),
          maxCheckedDaysAgo: fc.integer({ min: 1, max: 60 }),
          allowEndOfLife: fc.boolean(),
        }),
      ),
      firewall: rule(fc.constant({})),
      vpn: rule(fc.record({ requireFullTunnel: fc.boolean() })),
    },
    { requiredKeys: [] },
  )
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
