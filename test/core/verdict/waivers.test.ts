import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECK_IDS, type CheckId } from '../../../core/checks/catalogue.ts';
import type { Facts } from '../../../core/facts/catalogue.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { evaluate, type FailingForMs } from '../../../core/verdict/evaluate.ts';
import { verdictSchema, type Finding } from '../../../core/verdict/schema.ts';
import type { ActiveWaiver } from '../../../core/verdict/waiver.ts';
import { arbitraryFacts, arbitraryFailingForMs, arbitraryPolicy } from '../arbitraries.ts';
import { allAt, EVERYONE, goodFacts, withUnknown, withValue } from '../sample-facts.ts';

const waiver = (check: CheckId, leftMs: number, id = '11111111-1111-4111-8111-111111111111'): ActiveWaiver => ({
  id,
  check,
  leftMs,
  lengthMs: 90 * 86_400_000,
  reason: 'New laptop comes on Friday',
  approvedBy: 'Ines Ortega',
});

const judge = (
  facts: Facts,
  document: PolicyDocument,
  waivers: readonly ActiveWaiver[],
  failingForMs: FailingForMs = {},
) => evaluate({ facts, policy: { version: 3, document }, who: EVERYONE.who, waivers, failingForMs });

const findingOf = (findings: readonly Finding[], check: CheckId) => findings.find((finding) => finding.check === check);

const RANK = { blocked: 0, grace: 1, compliant: 2 } as const;
const noFirewall = withValue('firewall', { enabled: false });

describe('a waiver', () => {
  it('keeps the phone open on what it is for, says so and until when', () => {
    const verdict = judge(noFirewall, allAt('block'), [waiver('firewall', 60_000)]);
    expect(verdict).toMatchObject({ state: 'compliant', closesInMs: 60_000 });
    expect(findingOf(verdict.findings, 'firewall')).toMatchObject({
      status: 'fail',
      effect: 'waived',
      waiverLeftMs: 60_000,
      decidedBy: { audience: null, waiver: '11111111-1111-4111-8111-111111111111' },
    });
  });

  it('never makes a failing check pass', () => {
    const verdict = judge(withUnknown('firewall', 'timed-out'), allAt('block'), [waiver('firewall', 60_000)]);
    expect(findingOf(verdict.findings, 'firewall')).toMatchObject({ status: 'unknown', effect: 'waived' });
  });

  it.each([0, -1, Number.NaN])('with %s ms left is none', (leftMs) => {
    expect(judge(noFirewall, allAt('block'), [waiver('firewall', leftMs)]).state).toBe('blocked');
  });

  it('does nothing for a check that passes, and is not named there', () => {
    const verdict = judge(goodFacts, allAt('block'), [waiver('firewall', 60_000)]);
    expect(verdict).toMatchObject({ state: 'compliant', closesInMs: null });
    expect(findingOf(verdict.findings, 'firewall')?.decidedBy.waiver).toBeNull();
  });

  it('of two for one check, the longer counts, whichever comes first', () => {
    const short = waiver('firewall', 1000, '22222222-2222-4222-8222-222222222222');
    const long = waiver('firewall', 9000);
    for (const waivers of [
      [short, long],
      [long, short],
    ])
      expect(judge(noFirewall, allAt('block'), waivers)).toMatchObject({ state: 'compliant', closesInMs: 9000 });
  });

  it('leaves the grace that is still there after it', () => {
    const verdict = judge(noFirewall, allAt('block', 600), [waiver('firewall', 60_000)], { firewall: 100_000 });
    expect(verdict).toMatchObject({ state: 'compliant', closesInMs: 500_000 });
  });

  it('does not hold off what another check closes', () => {
    const facts = withValue('vpn', { connected: false });
    const verdict = judge({ ...noFirewall, vpn: facts.vpn }, allAt('block'), [waiver('firewall', 60_000)]);
    expect(verdict).toMatchObject({ state: 'blocked', closesInMs: null });
  });
});

describe('waivers, for any facts, policy and times', () => {
  const arbitraryWaivers = fc.array(
    fc
      .record({ check: fc.constantFrom(...CHECK_IDS), leftMs: fc.nat({ max: 5_000_000 }) })
      .map(({ check, leftMs }) => waiver(check, leftMs)),
    { maxLength: 4 },
  );
  const inputs = [arbitraryFacts, arbitraryPolicy, arbitraryFailingForMs, arbitraryWaivers] as const;

  it('touch only their own checks', () => {
    fc.assert(
      fc.property(...inputs, (facts, policy, failing, waivers) => {
        const named = new Set(waivers.map(({ check }) => check));
        const others = (findings: readonly Finding[]) => findings.filter(({ check }) => !named.has(check));
        expect(others(judge(facts, policy, waivers, failing).findings)).toEqual(
          others(judge(facts, policy, [], failing).findings),
        );
      }),
    );
  });

  it('never change what was found, only what it does', () => {
    fc.assert(
      fc.property(...inputs, (facts, policy, failing, waivers) => {
        const found = (all: readonly ActiveWaiver[]) =>
          judge(facts, policy, all, failing).findings.map(({ check, status, reason, evidence, level }) => ({
            check,
            status,
            reason,
            evidence,
            level,
          }));
        expect(found(waivers)).toEqual(found([]));
      }),
    );
  });

  it('give a verdict that its own schema accepts', () => {
    fc.assert(
      fc.property(...inputs, (facts, policy, failing, waivers) => {
        expect(verdictSchema.safeParse(judge(facts, policy, waivers, failing)).error).toBeUndefined();
      }),
    );
  });

  it('let the verdict only get worse with time, when nothing else changes', () => {
    fc.assert(
      fc.property(...inputs, fc.nat({ max: 6_000_000 }), (facts, policy, failing, waivers, laterMs) => {
        const clean = Object.fromEntries(
          Object.entries(failing).filter(([, ms]) => Number.isFinite(ms) && (ms ?? -1) >= 0),
        );
        const now = judge(facts, policy, waivers, clean);
        const later = judge(
          facts,
          policy,
          waivers.map((one) => ({ ...one, leftMs: Math.max(0, one.leftMs - laterMs) })),
          Object.fromEntries(CHECK_IDS.map((id) => [id, (clean[id] ?? 0) + laterMs])),
        );
        expect(RANK[later.state]).toBeLessThanOrEqual(RANK[now.state]);
      }),
      { numRuns: 300 },
    );
  });

  it('say to the millisecond when the phone closes', () => {
    fc.assert(
      fc.property(...inputs, (facts, policy, failing, waivers) => {
        const clean = Object.fromEntries(CHECK_IDS.map((id) => [id, Math.max(0, Math.trunc(failing[id] ?? 0) || 0)]));
        const { closesInMs } = judge(facts, policy, waivers, clean);
        if (closesInMs === null) return;
        const at = (ms: number) =>
          judge(
            facts,
            policy,
            waivers.map((one) => ({ ...one, leftMs: Math.max(0, one.leftMs - ms) })),
            Object.fromEntries(CHECK_IDS.map((id) => [id, (clean[id] ?? 0) + ms])),
          ).state;
        expect(at(closesInMs)).toBe('blocked');
        expect(closesInMs === 0 || at(closesInMs - 1) !== 'blocked').toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
