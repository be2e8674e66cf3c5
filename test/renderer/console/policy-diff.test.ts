import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import { CHECK_IDS } from '../../../core/checks/catalogue.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../../core/policy/schema.ts';
import { parameterFields } from '../../../renderer/console/policies/parameter-fields.ts';
import { diffPolicies, directionOf } from '../../../renderer/console/policies/policy-diff.ts';
import { policyFromLeaves, policyLeaves } from '../../../renderer/console/policies/policy-leaves.ts';
import { rebasePolicy } from '../../../renderer/console/policies/policy-rebase.ts';
import { readHost } from '../../../renderer/console/policies/read-host.ts';
import { FAKE_POLICY } from './fake-world.ts';

const hosts = fc.uniqueArray(fc.constantFrom('a.example', 'b.example', 'c.example', 'd.example'), { maxLength: 4 });
const rule = fc.record({
  level: fc.constantFrom('block', 'warn', 'observe'),
  graceSeconds: fc.integer({ min: 0, max: 600 }),
});
const policies: fc.Arbitrary<PolicyDocument> = fc
  .record({
    name: fc.constantFrom('One', 'Two'),
    checks: fc.record({ diskEncryption: rule, firewall: rule, vpn: rule }, { requiredKeys: [] }),
    block: hosts,
    why: fc.constantFrom('', 'Not for work'),
    allow: hosts,
    leaseSeconds: fc.integer({ min: 15, max: 900 }),
    inCall: fc.constantFrom({ mode: 'cut' }, { mode: 'finish', maxSeconds: 60 }),
  })
  .map(({ name, checks, block, why, allow, leaseSeconds, inCall }) =>
    policyDocumentSchema.parse({
      schema: 'offhook-policy/1',
      name,
      checks,
      web: { block: block.map((host) => ({ host, category: 'other', why })), allow },
      phone: { leaseSeconds, inCall },
    }),
  );
/** Equal but for the order of hosts, which means nothing. */
const sorted = ({ web, ...rest }: PolicyDocument): string =>
  canonicalJson({
    ...rest,
    web: { ...web, block: web.block.toSorted((a, b) => (a.host < b.host ? -1 : 1)), allow: web.allow.toSorted() },
  });

describe('A difference between policies', () => {
  it('is empty exactly when they say the same', () => {
    fc.assert(
      fc.property(policies, policies, (a, b) => {
        expect(diffPolicies(a, b).length === 0).toBe(sorted(a) === sorted(b));
      }),
    );
  });

  it('names each value once, whichever way one looks', () => {
    fc.assert(
      fc.property(policies, policies, (a, b) => {
        const paths = diffPolicies(a, b).map(({ path }) => path);
        expect(new Set(paths).size).toBe(paths.length);
      }),
    );
  });

  it('calls looser what lets more through', () => {
    const direction = (path: string, before: unknown, after: unknown) => directionOf({ path, before, after });
    expect(direction('checks.vpn.level', 'block', 'warn')).toBe('looser');
    expect(direction('checks.vpn.level', 'observe', 'warn')).toBe('tighter');
    expect(direction('checks.vpn', true, undefined)).toBe('looser');
    expect(direction('checks.vpn.graceSeconds', 60, 600)).toBe('looser');
    expect(direction('web.allow:a.example', undefined, true)).toBe('looser');
    expect(direction('web.block:a.example', { category: 'other', why: '' }, undefined)).toBe('looser');
    expect(direction('phone.inCall', { mode: 'finish', maxSeconds: 60 }, { mode: 'cut' })).toBe('tighter');
    expect(direction('checks.osUpdates.parameters.allowEndOfLife', false, true)).toBe('looser');
    expect(direction('name', 'One', 'Two')).toBe('neutral');
  });
});

describe('A policy taken apart', () => {
  it('can be put together again', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        expect(sorted(policyDocumentSchema.parse(policyFromLeaves(policyLeaves(policy))))).toBe(sorted(policy));
      }),
    );
  });
});

describe('A change put on top of somebody else’s', () => {
  it('is our change alone when they changed nothing, and theirs alone when we did', () => {
    fc.assert(
      fc.property(policies, policies, (base, other) => {
        expect(sorted(rebasePolicy(base, other, base)?.document ?? base)).toBe(sorted(other));
        expect(sorted(rebasePolicy(base, base, other)?.document ?? base)).toBe(sorted(other));
      }),
    );
  });

  it('never undoes what they changed and we did not', () => {
    fc.assert(
      fc.property(policies, policies, policies, (base, mine, theirs) => {
        const rebased = rebasePolicy(base, mine, theirs);
        fc.pre(rebased !== null);
        const [old, ours, other, result] = [base, mine, theirs, rebased.document].map(policyLeaves);
        const theirsAlone = [...(other ?? [])].filter(
          ([path]) => canonicalJson(old?.get(path) ?? null) === canonicalJson(ours?.get(path) ?? null),
        );
        expect(theirsAlone.map(([path]) => [path, result?.get(path)])).toEqual(theirsAlone);
      }),
    );
  });

  it('names what both changed, and keeps ours', () => {
    const mine = { ...FAKE_POLICY, phone: { ...FAKE_POLICY.phone, leaseSeconds: 60 } };
    const theirs = { ...FAKE_POLICY, phone: { ...FAKE_POLICY.phone, leaseSeconds: 300 }, name: 'Theirs' };
    const rebased = rebasePolicy(FAKE_POLICY, mine, theirs);
    expect(rebased?.overlaps).toEqual(['phone.leaseSeconds']);
    expect(rebased?.document.phone.leaseSeconds).toBe(60);
    expect(rebased?.document.name).toBe('Theirs');
  });
});

describe('The form', () => {
  it('has a field for every parameter of every check', () => {
    for (const check of CHECK_IDS) {
      const parameters = FAKE_POLICY.checks[check]?.parameters ?? {};
      expect(parameterFields(check).map(({ name }) => name)).toEqual(Object.keys(parameters));
    }
  });

  it.each([
    ['https://www.Example.com/a?b', 'www.example.com'],
    ['example.com.', 'example.com'],
    ['münchen.example', 'xn--mnchen-3ya.example'],
    ['localhost', null],
    ['two words', null],
    ['', null],
  ])('reads a site from “%s”', (text, host) => {
    expect(readHost(text)).toBe(host);
  });
});
