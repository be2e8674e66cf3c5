import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import { CHECK_IDS } from '../../../core/checks/catalogue.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../../core/policy/schema.ts';
import { describeChange, labelOf } from '../../../renderer/console/policies/describe-change.ts';
import { readRegions, regionsText } from '../../../renderer/console/policies/emergency-regions.ts';
import { rowsOf, rowsText } from '../../../renderer/console/policies/line-text.ts';
import { parameterAt, parameterFields, withParameter } from '../../../renderer/console/policies/parameter-fields.ts';
import { newRule } from '../../../renderer/console/policies/policy-edit.ts';
import { hoursText, readHours } from '../../../renderer/console/policies/shift-hours.ts';
import { createConsoleText } from '../../../renderer/console/use-text.ts';
import { diffPolicies, directionOf } from '../../../core/policy/policy-diff.ts';
import { policyFromLeaves, policyLeaves } from '../../../core/policy/policy-leaves.ts';
import { rebasePolicy } from '../../../renderer/console/policies/policy-rebase.ts';
import { readHost } from '../../../renderer/console/policies/read-host.ts';
import { FAKE_POLICY } from './fake-world.ts';

const hosts = fc.uniqueArray(fc.constantFrom('a.example', 'b.example', 'c.example', 'd.example'), { maxLength: 4 });
const rule = fc.record({
  level: fc.constantFrom('block', 'warn', 'observe'),
  graceSeconds: fc.integer({ min: 0, max: 600 }),
  whenUnknown: fc.constantFrom('block', 'warn', 'observe'),
  whenUnsupported: fc.constantFrom('block', 'warn'),
});
const integrity = fc.record({
  level: fc.constantFrom('block', 'warn'),
  parameters: fc.record({ windows: fc.record({ secureBoot: fc.boolean() }) }),
});
const audiences = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('Cards', 'Team 2.0', 'Büro/West', '100 %', 'checks.vpn'),
    groups: fc.constantFrom(['Cards'], ['A', 'B']),
    platforms: fc.constantFrom([], ['windows']),
    checks: fc.record({ vpn: rule, systemIntegrity: integrity }, { requiredKeys: [] }),
    except: fc.constantFrom([], ['firewall']),
  }),
  { maxLength: 3, selector: ({ name }) => name },
);
const policies: fc.Arbitrary<PolicyDocument> = fc
  .record({
    name: fc.constantFrom('One', 'Two'),
    checks: fc.record(
      { diskEncryption: rule, firewall: rule, vpn: rule, systemIntegrity: integrity },
      { requiredKeys: [] },
    ),
    audiences,
    owner: fc.constantFrom('', 'IT'),
    reviewBy: fc.constantFrom(null, '2027-06-30'),
    frameworks: fc.constantFrom([], ['pciDss', 'gdpr']),
    hours: fc.constantFrom([], [{ days: [1, 2, 3], from: '08:00', to: '18:00' }]),
    twoPeople: fc.boolean(),
    regions: fc.constantFrom([], [{ region: 'US', numbers: ['911'] }]),
    block: hosts,
    why: fc.constantFrom('', 'Not for work'),
    allow: hosts,
    webMode: fc.constantFrom({}, { mode: 'block-listed' }, { mode: 'allow-only' }),
    webLists: fc.constantFrom({}, { lists: { categories: [] } }, { lists: { categories: ['phishing'] } }),
    protectedNames: fc.constantFrom({}, { protectedNames: ['bank.example'] }),
    leaseSeconds: fc.integer({ min: 15, max: 900 }),
    inCall: fc.constantFrom({ mode: 'cut' }, { mode: 'finish', maxSeconds: 60 }),
  })
  .map(
    ({
      name,
      checks,
      block,
      why,
      allow,
      leaseSeconds,
      inCall,
      hours,
      twoPeople,
      regions,
      webMode,
      webLists,
      protectedNames,
      ...rest
    }) =>
      policyDocumentSchema.parse({
        schema: 'offhook-policy/1',
        name,
        checks,
        ...rest,
        shift: { hours },
        publishing: { twoPeople },
        web: {
          block: block.map((host) => ({ host, category: 'other', why })),
          allow,
          ...webMode,
          ...webLists,
          ...protectedNames,
        },
        phone: { leaseSeconds, inCall, emergencyRegions: regions },
      }),
  );
/** Equal but for the order of hosts and of audiences, of which the most specific counts and none is as specific as another. */
const sorted = ({ web, audiences: some, ...rest }: PolicyDocument): string =>
  canonicalJson({
    ...rest,
    audiences: some.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
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

  it('can be said in words, whatever changes', () => {
    const t = createConsoleText('en');
    fc.assert(
      fc.property(policies, policies, (a, b) => {
        for (const change of diffPolicies(a, b)) {
          const words = describeChange(change, t);
          expect(`${words.what} ${words.before} ${words.after}`).not.toMatch(/undefined|\[object|parameters/u);
        }
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
    expect(direction('web.mode', undefined, 'allow-only')).toBe('tighter');
    expect(direction('web.mode', 'allow-only', undefined)).toBe('looser');
    expect(direction('web.protectedNames', ['a.example'], undefined)).toBe('looser');
    expect(direction('web.protectedNames', undefined, ['a.example'])).toBe('tighter');
    expect(direction('web.lists.categories', undefined, ['phishing'])).toBe('looser');
    expect(direction('web.lists.categories', ['phishing'], ['phishing', 'malware'])).toBe('tighter');
    expect(direction('web.lists.categories', ['phishing'], undefined)).toBe('tighter');
    expect(direction('phone.inCall', { mode: 'finish', maxSeconds: 60 }, { mode: 'cut' })).toBe('tighter');
    expect(direction('checks.osUpdates.parameters.allowEndOfLife', false, true)).toBe('looser');
    expect(direction('checks.diskSpace.parameters.minFreeMegabytes', 5000, 100)).toBe('looser');
    expect(direction('checks.removableStorage.parameters.maxMounted', 0, 2)).toBe('looser');
    expect(direction('checks.remoteControl.parameters.allow', ['A'], ['A', 'B'])).toBe('looser');
    expect(direction('checks.remoteControl.parameters.allow', ['A', 'B'], ['A'])).toBe('tighter');
    expect(direction('checks.remoteControl.parameters.allow', ['A'], ['B'])).toBe('neutral');
    expect(direction('checks.systemIntegrity.parameters.windows.secureBoot', true, false)).toBe('looser');
    expect(direction('checks.vpn.whenUnknown', 'block', 'observe')).toBe('looser');
    expect(direction('audiences.Cards.checks.vpn.level', 'warn', 'block')).toBe('tighter');
    expect(direction('publishing.twoPeople', true, false)).toBe('looser');
    expect(direction('checks.osVersion.parameters.minimum.windows', ['22631'], [])).toBe('neutral');
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
      const rule = newRule(check);
      const paths = [...policyLeaves({ ...FAKE_POLICY, checks: { [check]: rule }, audiences: [] }).keys()];
      const prefix = `checks.${check}.parameters.`;
      const parameters = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
      expect(parameterFields(check).map(({ name }) => name)).toEqual(parameters);
    }
  });

  it('puts a value where it was read from, and leaves the others alone', () => {
    for (const check of CHECK_IDS)
      for (const { name } of parameterFields(check)) {
        const { parameters } = newRule(check);
        const changed = withParameter(parameters, name, 'other');
        expect(parameterAt(changed, name)).toBe('other');
        expect(withParameter(changed, name, parameterAt(parameters, name))).toEqual(parameters);
      }
  });

  it('begins with what the schema says when a check is first used', () => {
    for (const check of CHECK_IDS)
      expect(newRule(check)).toMatchObject({ level: 'warn', whenUnknown: 'block', whenUnsupported: 'block' });
  });

  it('says every parameter and every change in words of its own', () => {
    const t = createConsoleText('en');
    for (const check of CHECK_IDS)
      for (const { name } of parameterFields(check))
        for (const path of [
          `checks.${check}.parameters.${name}`,
          `audiences.A%20%2E.checks.${check}.parameters.${name}`,
        ]) {
          expect([name, t.maybe(`policy.parameter.${check}.${name}`)]).not.toEqual([name, null]);
          expect(labelOf(path, t)).not.toMatch(/parameters|checks\.|%2/u);
        }
    expect(labelOf('audiences.Team%202%2E0.checks.vpn.level', t)).toContain('Rules “Team 2.0”: Company VPN');
    const top = policyLeaves({ ...FAKE_POLICY, web: { ...FAKE_POLICY.web, block: [], allow: [] } }).keys();
    for (const path of [...top].filter((each) => each !== 'schema'))
      expect([path, labelOf(path, t)]).not.toEqual([path, path]);
  });

  it.each([
    ['1-5 08:00-18:00', [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }]],
    [
      '1,3 22:00 - 06:00\n7 09:00-12:00',
      [
        { days: [1, 3], from: '22:00', to: '06:00' },
        { days: [7], from: '09:00', to: '12:00' },
      ],
    ],
    ['', []],
    ['whenever', [{ days: [], from: 'whenever', to: '' }]],
  ])('reads the hours “%s”', (text, hours) => {
    expect(readHours(text)).toEqual(hours);
  });

  it.each(['', '1-5 08:00-18:00', '1,3 22:00-06:00\n7 09:00-12:00'])(
    'writes the hours “%s” as they were read',
    (text) => {
      expect(hoursText(readHours(text))).toBe(text);
    },
  );

  it('reads rows and regions as they are typed, and loses nothing of what is wrong', () => {
    const columns = ['id', 'version', 'date'];
    const rows = [{ id: 'windows', version: '19045', date: '2026-10-13' }];
    expect(rowsOf(rowsText(rows, columns), columns)).toEqual(rows);
    expect(rowsOf('windows 19045', columns)).toEqual([{ id: 'windows', version: '19045', date: '' }]);
    expect(readRegions('gb 999, 112\nUS 911')).toEqual([
      { region: 'GB', numbers: ['999', '112'] },
      { region: 'US', numbers: ['911'] },
    ]);
    expect(readRegions(regionsText(readRegions('SE 112')))).toEqual([{ region: 'SE', numbers: ['112'] }]);
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
