import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../core/facts/catalogue.ts';
import { FACTS_TELL_FOR_MS, impactOf, type ImpactDevice } from '../../../core/policy/impact.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../../core/policy/schema.ts';
import { evaluate } from '../../../core/verdict/evaluate.ts';
import { arbitraryFacts, arbitraryFailingForMs, arbitraryPolicy } from '../arbitraries.ts';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';

const document = (changes: object): PolicyDocument =>
  policyDocumentSchema.parse({ schema: 'offhook-policy/1', name: 'Test', checks: {}, ...changes });
const laptop = ({
  facts = goodFacts,
  ...changes
}: Partial<Omit<ImpactDevice, 'facts'>> & { readonly facts?: Facts | null } = {}): ImpactDevice => ({
  who: { group: null, platform: 'linux' },
  facts: () => facts,
  reportedAgoMs: 0,
  waivers: [],
  failingForMs: {},
  ...changes,
});
const noVpn = withValue('vpn', { connected: false });
const OPEN = document({ checks: { firewall: { level: 'block' } } });
const STRICT = document({ checks: { firewall: { level: 'block' }, vpn: { level: 'block' } } });
const GRACE = document({ checks: { firewall: { level: 'block' }, vpn: { level: 'block', graceSeconds: 60 } } });

describe('what a draft does to a laptop', () => {
  it.each([
    ['is blocked by a check that is new', noVpn, OPEN, STRICT, 'newly-blocked', ['vpn']],
    ['gets time to fix it', noVpn, OPEN, GRACE, 'newly-in-grace', ['vpn']],
    ['gets time where it was blocked', noVpn, STRICT, GRACE, 'newly-in-grace', ['vpn']],
    ['passes without the check that closed it', noVpn, STRICT, OPEN, 'newly-passing', ['vpn']],
    ['is not touched by a check that it passes', goodFacts, OPEN, STRICT, 'unchanged', []],
    ['cannot be told by what was never measured', withUnknown('vpn', 'not-measured'), OPEN, STRICT, 'unknown', []],
    ['is blocked by what could not be told', withUnknown('vpn', 'timed-out'), OPEN, STRICT, 'newly-blocked', ['vpn']],
  ] as const)('%s', (_what, facts, current, draft, change, checks) => {
    expect(impactOf(laptop({ facts }), current, draft)).toEqual({ change, checks });
  });

  it('stays blocked by another check, whatever is added', () => {
    const facts = { ...noVpn, firewall: withValue('firewall', { enabled: false }).firewall };
    expect(impactOf(laptop({ facts }), OPEN, STRICT).change).toBe('unchanged');
  });

  it('does not count what a waiver holds off, or a team that the change is not for', () => {
    const waiver = {
      id: '11111111-1111-4111-8111-111111111111',
      check: 'vpn',
      leftMs: 1,
      lengthMs: 1,
      reason: 'r',
      approvedBy: 'a',
    } as const;
    expect(impactOf(laptop({ facts: noVpn, waivers: [waiver] }), OPEN, STRICT).change).toBe('unchanged');
    const forCards = document({
      checks: { firewall: { level: 'block' } },
      audiences: [{ name: 'Cards', groups: ['Cards'], checks: { vpn: { level: 'block' } } }],
    });
    expect(impactOf(laptop({ facts: noVpn }), OPEN, forCards).change).toBe('unchanged');
    const inCards = laptop({ facts: noVpn, who: { group: 'Cards', platform: 'linux' } });
    expect(impactOf(inCards, OPEN, forCards).change).toBe('newly-blocked');
  });

  it.each([
    ['no report', { facts: null, reportedAgoMs: null }],
    ['a report of more than a month ago', { facts: noVpn, reportedAgoMs: FACTS_TELL_FOR_MS + 1 }],
    ['a time that is none', { facts: noVpn, reportedAgoMs: Number.NaN }],
  ])('is unknown with %s, unless nothing changes for it', (_what, changes) => {
    expect(impactOf(laptop(changes), OPEN, STRICT).change).toBe('unknown');
    expect(impactOf(laptop(changes), OPEN, document({ ...OPEN, name: 'Other' })).change).toBe('unchanged');
  });
});

it('says the same as judging the laptop by both, for any facts and policies', () => {
  const judged = (device: ImpactDevice, policy: PolicyDocument) =>
    evaluate({ ...device, facts: device.facts() ?? goodFacts, policy: { version: 1, document: policy } });
  fc.assert(
    fc.property(
      arbitraryFacts,
      arbitraryPolicy,
      arbitraryPolicy,
      arbitraryFailingForMs,
      (facts, current, draft, failing) => {
        const device = laptop({ facts, failingForMs: failing });
        const [was, is] = [judged(device, current), judged(device, draft)];
        const isUnmeasured = is.findings.some(({ reason, effect }) => reason === 'not-measured' && effect !== 'none');
        const newly = { blocked: 'newly-blocked', grace: 'newly-in-grace', compliant: 'newly-passing' }[is.state];
        const { change } = impactOf(device, current, draft);
        expect([was.state === is.state ? 'unchanged' : newly, ...(isUnmeasured ? ['unknown'] : [])]).toContain(change);
      },
    ),
    { numRuns: 300 },
  );
});
