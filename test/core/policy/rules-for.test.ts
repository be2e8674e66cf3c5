import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../core/facts/catalogue.ts';
import { rulesFor } from '../../../core/policy/rules-for.ts';
import { policyDocumentSchema } from '../../../core/policy/schema.ts';
import { evaluate } from '../../../core/verdict/evaluate.ts';
import { withUnknown, withValue } from '../sample-facts.ts';

const document = policyDocumentSchema.parse({
  schema: 'offhook-policy/1',
  name: 'test',
  checks: { vpn: { level: 'block' }, firewall: { level: 'block' }, diskEncryption: { level: 'block' } },
  audiences: [
    { name: 'Linux', platforms: ['linux'], checks: { vpn: { level: 'warn' } } },
    { name: 'Cards', groups: ['Cards'], checks: { vpn: { level: 'block', graceSeconds: 60 } } },
    { name: 'Cards on Linux', groups: ['Cards'], platforms: ['linux'], checks: { vpn: { level: 'observe' } } },
    { name: 'Trial', groups: ['Trial'], checks: {}, except: ['firewall'] },
  ],
});

const levelOf = (group: string | null, platform: 'linux' | 'macos' | 'windows') => {
  const rule = rulesFor(document, { group, platform }).find(({ check }) => check === 'vpn');
  return [rule?.level, rule?.audience];
};

describe('the rules for somebody', () => {
  it.each([
    [null, 'windows', 'block', null],
    [null, 'linux', 'warn', 'Linux'],
    ['Cards', 'windows', 'block', 'Cards'],
    ['Cards', 'linux', 'observe', 'Cards on Linux'],
    ['Other', 'linux', 'warn', 'Linux'],
    ['cards', 'macos', 'block', null],
  ] as const)('in group %s on %s: %s, by %s', (group, platform, level, audience) => {
    expect(levelOf(group, platform)).toEqual([level, audience]);
  });

  it('leave out what these people are not asked for, and keep everything else as for everyone', () => {
    const checks = rulesFor(document, { group: 'Trial', platform: 'macos' }).map(({ check }) => check);
    expect(checks).toEqual(['diskEncryption', 'vpn']);
  });

  it('come in the order of the checks, whatever order the document has', () => {
    const turned = policyDocumentSchema.parse({
      ...document,
      checks: Object.fromEntries(Object.entries(document.checks).toReversed()),
      audiences: document.audiences.toReversed(),
    });
    for (const who of [
      { group: 'Cards', platform: 'linux' },
      { group: null, platform: 'macos' },
    ] as const)
      expect(rulesFor(turned, who)).toEqual(rulesFor(document, who));
  });
});

describe('what can’t be told', () => {
  const rule = (more: object) =>
    policyDocumentSchema.parse({ schema: 'offhook-policy/1', name: 'test', checks: { vpn: more } });
  const stateOf = (more: object, facts: Facts) =>
    evaluate({
      facts,
      policy: { version: 1, document: rule(more) },
      who: { group: null, platform: 'linux' },
      waivers: [],
      failingForMs: {},
    });

  it('closes the phone unless the policy says otherwise', () => {
    expect(stateOf({ level: 'block' }, withUnknown('vpn', 'timed-out')).state).toBe('blocked');
    expect(stateOf({ level: 'block' }, withUnknown('vpn', 'unsupported')).state).toBe('blocked');
  });

  it('weighs as the policy says, and never counts as passed', () => {
    const unknown = stateOf({ level: 'block', whenUnknown: 'warn' }, withUnknown('vpn', 'timed-out'));
    expect(unknown.state).toBe('compliant');
    expect(unknown.findings[0]).toMatchObject({ status: 'unknown', effect: 'warns' });
    const unsupported = stateOf({ level: 'block', whenUnsupported: 'observe' }, withUnknown('vpn', 'unsupported'));
    expect(unsupported.findings[0]).toMatchObject({ status: 'unsupported', effect: 'none' });
  });

  it('never weighs more than the check itself, and changes nothing about a plain failure', () => {
    const warned = stateOf({ level: 'warn', whenUnknown: 'block' }, withUnknown('vpn', 'timed-out'));
    expect(warned.findings[0]?.effect).toBe('warns');
    const failed = stateOf({ level: 'block', whenUnknown: 'observe' }, withValue('vpn', { connected: false }));
    expect(failed.state).toBe('blocked');
  });
});
