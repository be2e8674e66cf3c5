import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECK_IDS, CHECKS, type CheckId } from '../../../core/checks/catalogue.ts';
import { factsRead } from '../../../core/checks/facts-read.ts';
import { FACT_KEYS, noFacts, type FactKey, type Facts } from '../../../core/facts/catalogue.ts';
import { UNKNOWN_REASONS } from '../../../core/facts/fact.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { evaluate, type FailingForMs } from '../../../core/verdict/evaluate.ts';
import { verdictSchema, type Verdict } from '../../../core/verdict/schema.ts';
import { arbitraryFacts, arbitraryFailingForMs, arbitraryPolicy } from '../arbitraries.ts';
import { allAt, EVERYONE, documentOf, goodFacts, withAge, withUnknown, withValue } from '../sample-facts.ts';

const judge = (facts: Facts, document: PolicyDocument, failingForMs: FailingForMs = {}): Verdict =>
  evaluate({ facts, policy: { version: 7, document }, ...EVERYONE, failingForMs });

const RANK = { blocked: 0, grace: 1, compliant: 2 } as const;

function reversed<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).toReversed()) as T;
}

describe('evaluate', () => {
  it('finds a laptop that passes everything compliant, and names the policy version', () => {
    expect(judge(goodFacts, allAt('block'))).toMatchObject({ state: 'compliant', policyVersion: 7, closesInMs: null });
  });

  it('blocks before anything was measured', () => {
    expect(judge(noFacts(), allAt('block')).state).toBe('blocked');
  });

  it.each([
    ['a disk that is off', withValue('diskEncryption', { encrypted: false, state: 'off' }), 'fail'],
    [
      'a disk half encrypted',
      withValue('diskEncryption', { encrypted: false, state: 'encrypting', percent: 40 }),
      'fail',
    ],
    [
      'a disk whose protection is paused',
      withValue('diskEncryption', { encrypted: false, state: 'suspended' }),
      'fail',
    ],
    ['"encrypted" beside the state "off"', withValue('diskEncryption', { encrypted: true, state: 'off' }), 'unknown'],
    ['"encrypted" beside "suspended"', withValue('diskEncryption', { encrypted: true, state: 'suspended' }), 'unknown'],
    ['"not encrypted" beside the state "on"', withValue('diskEncryption', { encrypted: false }), 'unknown'],
    ['a waiting security update', withValue('osUpdates', { securityPending: 1 }), 'fail'],
    ['a count that the updater does not give', withValue('osUpdates', { securityPending: null }), 'unknown'],
    ['a restart that is due', withValue('osUpdates', { restartRequired: true }), 'fail'],
    ['a system that does not say whether one is', withValue('osUpdates', { restartRequired: null }), 'unknown'],
    ['an updater that last looked 31 days ago', withValue('osUpdates', { checkedDaysAgo: 31 }), 'fail'],
    ['an updater that does not say when it looked', withValue('osUpdates', { checkedDaysAgo: null }), 'unknown'],
    ['a system at its end of life', withValue('os', { endOfLife: true }), 'fail'],
    ['a system of unknown support', withValue('os', { endOfLife: null }), 'unknown'],
    ['a system that could not be told', withUnknown('os', 'unreadable'), 'unknown'],
    ['a firewall that is off', withValue('firewall', { enabled: false }), 'fail'],
    ['a VPN that is down', withValue('vpn', { connected: false }), 'fail'],
    ['a VPN that can not be told here', withUnknown('vpn', 'unsupported'), 'unsupported'],
  ] as const)('blocks on %s (%#)', (_name, facts, status) => {
    const verdict = judge(facts, allAt('block'));
    const notPassing = verdict.findings.filter((finding) => finding.status !== 'pass');
    expect(verdict.state).toBe('blocked');
    expect(notPassing.map((finding) => finding.status)).toEqual([status]);
    expect(notPassing[0]?.effect).toBe('closes');
  });

  it('holds a split tunnel against the laptop only where the policy asks for a full one', () => {
    const full = documentOf({ vpn: { level: 'block', parameters: { requireFullTunnel: true } } });
    expect(judge(withValue('vpn', { fullTunnel: false }), full).state).toBe('blocked');
    expect(judge(withValue('vpn', { fullTunnel: null }), full).state).toBe('blocked');
    expect(judge(withValue('vpn', { fullTunnel: false }), documentOf({ vpn: { level: 'block' } })).state).toBe(
      'compliant',
    );
  });

  it('never takes unknown, unsupported or stale for a pass, whatever the reason', () => {
    for (const id of CHECK_IDS)
      for (const key of CHECKS[id].facts) {
        for (const reason of UNKNOWN_REASONS) {
          const verdict = judge(withUnknown(key, reason), documentOf({ [id]: { level: 'block' } }));
          expect([id, key, reason, verdict.state]).toEqual([id, key, reason, 'blocked']);
          expect(verdict.findings[0]?.status).toBe(reason === 'unsupported' ? 'unsupported' : 'unknown');
        }
        const stale = judge(withAge(key, CHECKS[id].maxAgeMs + 1), documentOf({ [id]: { level: 'block' } }));
        expect(stale.findings[0]).toMatchObject({ status: 'unknown', reason: 'stale', effect: 'closes' });
        expect(judge(withAge(key, CHECKS[id].maxAgeMs), documentOf({ [id]: { level: 'block' } })).state).toBe(
          'compliant',
        );
      }
  });

  it.each([Number.NaN, -1, Infinity, -Infinity])('takes an age of %s for stale', (ageMs) => {
    const verdict = judge(withAge('firewall', ageMs), documentOf({ firewall: { level: 'block' } }));
    expect(verdict.findings[0]).toMatchObject({ status: 'unknown', reason: 'stale', effect: 'closes' });
    expect(verdictSchema.safeParse(verdict).success).toBe(true);
  });

  it.each([
    [0, 'grace', 600_000],
    [1, 'grace', 599_999],
    [599_999.5, 'grace', 1],
    [600_000, 'blocked', null],
    [Infinity, 'blocked', null],
    [-Infinity, 'blocked', null],
    [-1, 'blocked', null],
    [Number.NaN, 'blocked', null],
  ] as const)('after failing for %s ms of ten minutes of grace: %s', (failing, state, closesInMs) => {
    const verdict = judge(withValue('firewall', { enabled: false }), allAt('block', 600), { firewall: failing });
    expect(verdict).toMatchObject({ state, closesInMs });
  });

  it('gives no grace where the policy gives none, however the time is told', () => {
    for (const failing of [0, -1, -1e9, Number.NaN])
      expect(judge(withValue('vpn', { connected: false }), allAt('block'), { vpn: failing }).state).toBe('blocked');
  });

  it('lets the soonest of several graces close', () => {
    const document = documentOf({
      vpn: { level: 'block', graceSeconds: 60 },
      firewall: { level: 'block', graceSeconds: 600 },
    });
    expect(judge(noFacts(), document, { vpn: 10_000 }).closesInMs).toBe(50_000);
  });

  it('shows warnings and reports observations without closing anything', () => {
    const verdict = judge(noFacts(), documentOf({ vpn: { level: 'warn' }, firewall: { level: 'observe' } }));
    expect(verdict.state).toBe('compliant');
    expect(verdict.findings.map(({ check, effect }) => [check, effect])).toEqual([
      ['firewall', 'none'],
      ['vpn', 'warns'],
    ]);
  });
});

describe('evaluate, for any facts, policy and times', () => {
  const inputs = [arbitraryFacts, arbitraryPolicy, arbitraryFailingForMs] as const;

  it('is pure: the same inputs give the same verdict and are left alone', () => {
    fc.assert(
      fc.property(...inputs, (facts, policy, failing) => {
        const before = structuredClone({ facts, policy, failing });
        expect(judge(facts, policy, failing)).toEqual(judge(facts, policy, failing));
        expect({ facts, policy, failing }).toEqual(before);
      }),
    );
  });

  it('does not care in which order keys come', () => {
    fc.assert(
      fc.property(...inputs, (facts, policy, failing) => {
        const turned = judge(
          reversed(facts),
          { ...reversed(policy), checks: reversed(policy.checks) },
          reversed(failing),
        );
        expect(JSON.stringify(turned)).toBe(JSON.stringify(judge(facts, policy, failing)));
      }),
    );
  });

  it('always gives a verdict that its own schema accepts', () => {
    fc.assert(
      fc.property(...inputs, (facts, policy, failing) => {
        expect(verdictSchema.safeParse(judge(facts, policy, failing)).error).toBeUndefined();
      }),
    );
  });

  it('judges exactly the checks of the policy, and nothing else changes the verdict', () => {
    fc.assert(
      fc.property(...inputs, arbitraryFacts, (facts, policy, failing, others) => {
        const verdict = judge(facts, policy, failing);
        expect(verdict.findings.map((finding) => finding.check)).toEqual(
          CHECK_IDS.filter((id) => policy.checks[id] !== undefined),
        );
        const read = new Set<FactKey>(
          verdict.findings.flatMap(({ check }) => factsRead(check, policy.checks[check]?.parameters)),
        );
        const mixed = Object.fromEntries(FACT_KEYS.map((key) => [key, (read.has(key) ? facts : others)[key]]));
        expect(judge(mixed as unknown as Facts, policy, failing)).toEqual(verdict);
      }),
    );
  });

  it('lets a block check that does not pass either run down its grace or close', () => {
    fc.assert(
      fc.property(...inputs, (facts, policy, failing) => {
        const verdict = judge(facts, policy, failing);
        for (const finding of verdict.findings) {
          const bad = finding.level === 'block' && finding.status !== 'pass';
          expect(['grace', 'closes'].includes(finding.effect)).toBe(bad);
          const time = failing[finding.check] ?? 0;
          const graceMs = (policy.checks[finding.check]?.graceSeconds ?? 0) * 1000;
          expect(finding.effect === 'grace').toBe(bad && time >= 0 && time < graceMs);
          expect(finding.graceLeftMs ?? 0).toBeLessThanOrEqual(graceMs);
        }
        const effects = verdict.findings.map((finding) => finding.effect);
        expect(verdict.state).toBe(
          effects.includes('closes') ? 'blocked' : effects.includes('grace') ? 'grace' : 'compliant',
        );
      }),
    );
  });

  it('never gets better when one fact becomes unknown or older', () => {
    const worse = fc.oneof(
      fc
        .constantFrom(...UNKNOWN_REASONS)
        .map((reason) => (facts: Facts, key: FactKey) => withUnknown(key, reason, facts)),
      fc
        .nat({ max: 10_000_000 })
        .map((ms) => (facts: Facts, key: FactKey) => withAge(key, facts[key].ageMs + ms, facts)),
    );
    fc.assert(
      fc.property(...inputs, fc.constantFrom(...FACT_KEYS), worse, (facts, policy, failing, key, change) => {
        const before = RANK[judge(facts, policy, failing).state];
        expect(RANK[judge(change(facts, key), policy, failing).state]).toBeLessThanOrEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it('never gets better when a value gets worse', () => {
    const bad: readonly [FactKey, object][] = [
      ['diskEncryption', { encrypted: false }],
      ['diskEncryption', { state: 'suspended' }],
      ['osUpdates', { securityPending: 1000 }],
      ['osUpdates', { securityPending: null }],
      ['osUpdates', { restartRequired: true }],
      ['osUpdates', { checkedDaysAgo: 400 }],
      ['osUpdates', { checkedDaysAgo: null }],
      ['os', { endOfLife: true }],
      ['firewall', { enabled: false }],
      ['vpn', { connected: false }],
    ];
    fc.assert(
      fc.property(
        arbitraryPolicy,
        arbitraryFailingForMs,
        fc.subarray([...bad]),
        fc.constantFrom(...bad),
        (policy, failing, some, one) => {
          const apply = (facts: Facts, [key, change]: readonly [FactKey, object]): Facts => ({
            ...facts,
            ...withValueOf(facts, key, change),
          });
          const before = some.reduce(apply, goodFacts as Facts);
          const after = apply(before, one);
          expect(RANK[judge(after, policy, failing).state]).toBeLessThanOrEqual(
            RANK[judge(before, policy, failing).state],
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never gets better as a failure grows older', () => {
    fc.assert(
      fc.property(
        arbitraryFacts,
        arbitraryPolicy,
        fc.nat({ max: 4_000_000 }),
        fc.nat({ max: 4_000_000 }),
        (facts, policy, a, b) => {
          const at = (ms: number) =>
            judge(facts, policy, Object.fromEntries(CHECK_IDS.map((id: CheckId) => [id, ms]))).state;
          expect(RANK[at(Math.max(a, b))]).toBeLessThanOrEqual(RANK[at(Math.min(a, b))]);
        },
      ),
    );
  });
});

function withValueOf(facts: Facts, key: FactKey, change: object): Partial<Facts> {
  const fact = facts[key];
  return fact.status === 'known' ? { [key]: { ...fact, value: { ...fact.value, ...change } } } : {};
}
