import { describe, expect, it } from 'vitest';
import { policyDocumentSchema } from '../../../core/policy/schema.ts';
import { hostRuleSchema } from '../../../core/policy/web-policy.ts';

const least = { schema: 'offhook-policy/1', name: 'Least', checks: {} };
const refusal = (value: unknown) =>
  policyDocumentSchema.safeParse(value).error?.issues.map((issue) => issue.path.join('.'));

describe('a policy document', () => {
  it('fills in what is left out, and always to the same', () => {
    const full = policyDocumentSchema.parse({ ...least, checks: { osUpdates: { level: 'block' } } });
    expect(full).toEqual({
      ...least,
      description: '',
      contact: '',
      owner: '',
      reviewBy: null,
      frameworks: [],
      audiences: [],
      shift: { hours: [], idleEndMinutes: null },
      publishing: { twoPeople: false, haltPercent: 2 },
      checks: {
        osUpdates: {
          level: 'block',
          graceSeconds: 0,
          whenUnknown: 'block',
          whenUnsupported: 'block',
          parameters: policyDocumentSchema.shape.checks.shape.osUpdates.unwrap().shape.parameters.parse({}),
        },
      },
      web: { home: null, block: [], allow: [] },
      phone: {
        leaseSeconds: 120,
        inCall: { mode: 'finish', maxSeconds: 300 },
        emergencyNumbers: ['112'],
        emergencyRegions: [],
      },
      privacy: { reportBlockedSites: 'count' },
    });
    expect(policyDocumentSchema.parse(full)).toEqual(full);
  });

  it.each([
    ['at the top', { ...least, chekcs: {} }, ['']],
    ['for a check that does not exist', { ...least, checks: { horoscope: { level: 'block' } } }, ['checks']],
    ['in a check', { ...least, checks: { vpn: { level: 'block', grace: 5 } } }, ['checks.vpn']],
    [
      'in parameters',
      { ...least, checks: { vpn: { level: 'block', parameters: { full: true } } } },
      ['checks.vpn.parameters'],
    ],
    ['in the web part', { ...least, web: { blocked: [] } }, ['web']],
    [
      'in a block entry',
      { ...least, web: { block: [{ host: 'a.example', category: 'other', x: 1 }] } },
      ['web.block.0'],
    ],
    ['in the phone part', { ...least, phone: { lease: 5 } }, ['phone']],
    ['in the rule for calls', { ...least, phone: { inCall: { mode: 'cut', maxSeconds: 5 } } }, ['phone.inCall']],
    ['in the privacy part', { ...least, privacy: { report: 'domain' } }, ['privacy']],
  ])('refuses an unknown key %s', (_where, value, paths) => {
    expect(refusal(value)).toEqual(paths);
  });

  it('is not fooled by __proto__', () => {
    const value: unknown = JSON.parse('{"schema":"offhook-policy/1","name":"x","checks":{},"__proto__":{"x":1}}');
    expect(refusal(value)).toBeDefined();
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it.each([
    ['another schema', { ...least, schema: 'offhook-policy/2' }, 'schema'],
    ['no name', { ...least, name: '' }, 'name'],
    ['no checks', { schema: least.schema, name: 'x' }, 'checks'],
    ['a check without level', { ...least, checks: { vpn: {} } }, 'checks.vpn.level'],
    ['a level that is none', { ...least, checks: { vpn: { level: 'Block' } } }, 'checks.vpn.level'],
    ['a grace below 0', { ...least, checks: { vpn: { level: 'block', graceSeconds: -1 } } }, 'checks.vpn.graceSeconds'],
    [
      'a grace over a week',
      { ...least, checks: { vpn: { level: 'block', graceSeconds: 604_801 } } },
      'checks.vpn.graceSeconds',
    ],
    [
      'half a second of grace',
      { ...least, checks: { vpn: { level: 'block', graceSeconds: 0.5 } } },
      'checks.vpn.graceSeconds',
    ],
    ['a number as text', { ...least, phone: { leaseSeconds: '120' } }, 'phone.leaseSeconds'],
    ['a lease of 14 s', { ...least, phone: { leaseSeconds: 14 } }, 'phone.leaseSeconds'],
    ['a lease over 15 min', { ...least, phone: { leaseSeconds: 901 } }, 'phone.leaseSeconds'],
    [
      'an hour and a second for a call',
      { ...least, phone: { inCall: { mode: 'finish', maxSeconds: 3601 } } },
      'phone.inCall.maxSeconds',
    ],
    ['a name as emergency number', { ...least, phone: { emergencyNumbers: ['police'] } }, 'phone.emergencyNumbers.0'],
    ['a home that is no web page', { ...least, web: { home: 'file:///etc/passwd' } }, 'web.home'],
    ['a home that runs code', { ...least, web: { home: 'javascript:alert(1)' } }, 'web.home'],
  ])('refuses %s and names the field', (_what, value, path) => {
    expect(refusal(value)).toContain(path);
  });
});

describe('a host rule', () => {
  it.each([
    'example.com',
    'a.b.c.example',
    'localhost',
    'xn--mnchen-3ya.example',
    '192.0.2.1',
    'my_site.example',
    '1.example',
  ])('takes %s', (host) => {
    expect(hostRuleSchema.safeParse(host).success).toBe(true);
  });

  it.each([
    'Example.com',
    'example.com.',
    '.example.com',
    '*.example.com',
    'https://example.com',
    'example.com/path',
    'example.com:443',
    'user@example.com',
    'münchen.example',
    '-a.example',
    'a..example',
    'exa mple.com',
    '',
    '[::1]',
    '127.1',
    '0x7f.0.0.1',
    '192.0.2.01',
    '2130706433',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
  ])('refuses %s, which no URL’s host is ever equal to', (host) => {
    expect(hostRuleSchema.safeParse(host).success).toBe(false);
  });
});
