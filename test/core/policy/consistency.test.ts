import { describe, expect, it } from 'vitest';
import { inconsistencies } from '../../../core/policy/consistency.ts';
import { policyDocumentSchema } from '../../../core/policy/schema.ts';

const TODAY = '2026-11-22';
const problems = (more: object) =>
  inconsistencies(
    policyDocumentSchema.parse({
      schema: 'offhook-policy/1',
      name: 'test',
      checks: { vpn: { level: 'block' } },
      ...more,
    }),
    TODAY,
  ).map(({ severity, field }) => `${severity} ${field}`);

const vpn = { vpn: { level: 'warn' } } as const;

describe('a policy whose every field is right', () => {
  it('has nothing else wrong with it when it is plain', () => {
    expect(problems({})).toEqual([]);
  });

  it.each([
    ['the same group', [['A'], []], [['A', 'B'], []], true],
    ['other groups', [['A'], []], [['B'], []], false],
    ['the same system', [[], ['linux']], [[], ['linux', 'macos']], true],
    ['other systems', [[], ['linux']], [[], ['macos']], false],
    ['a group against a system, which is less specific', [['A'], []], [[], ['linux']], false],
    ['a group against the same with a system', [['A'], []], [['A'], ['linux']], false],
    ['the same group on another system', [['A'], ['linux']], [['A'], ['windows']], false],
    ['the same group on the same system', [['A'], ['linux']], [['A'], ['linux']], true],
  ] as const)('has a tie or not between audiences of %s', (_what, [g1, p1], [g2, p2], isTie) => {
    const found = problems({
      audiences: [
        { name: 'one', groups: g1, platforms: p1, checks: vpn },
        { name: 'two', groups: g2, platforms: p2, checks: vpn },
      ],
    });
    expect(found).toEqual(isTie ? ['error audiences.1.checks.vpn'] : []);
  });

  it('has no tie where the two speak of different checks, and one where one asks for what the other leaves out', () => {
    const one = { name: 'one', groups: ['A'], checks: vpn };
    const other = { name: 'two', groups: ['A'], checks: { firewall: { level: 'warn' } } };
    expect(problems({ audiences: [one, other] })).toEqual([]);
    expect(problems({ audiences: [one, { ...other, checks: {}, except: ['vpn'] }] })).toEqual([
      'error audiences.1.checks.vpn',
    ]);
  });

  it.each([
    ['no such check', { except: ['horoscope'] }, 'error audiences.0.except.0'],
    ['a check both asked for and left out', { checks: vpn, except: ['vpn'] }, 'error audiences.0.except.0'],
    ['nothing to say', {}, 'error audiences.0'],
    ['a group twice', { groups: ['A', 'A'], checks: vpn }, 'error audiences.0.groups'],
  ])('is refused an audience with %s', (_what, more, problem) => {
    expect(problems({ audiences: [{ name: 'one', groups: ['A'], checks: {}, ...more }] })).toEqual([problem]);
  });

  it('is refused two audiences of one name', () => {
    const audiences = ['A', 'B'].map((group) => ({ name: 'one', groups: [group], checks: vpn }));
    expect(problems({ audiences })).toEqual(['error audiences.1.name']);
  });

  it('nags when its day of review has passed, not on the day', () => {
    expect(problems({ reviewBy: '2026-11-21' })).toEqual(['warning reviewBy']);
    expect(problems({ reviewBy: TODAY })).toEqual([]);
  });

  it('is told when nothing in it ever closes a phone, or an hour of work is none', () => {
    expect(problems({ checks: vpn })).toEqual(['warning checks']);
    expect(problems({ shift: { hours: [{ days: [1], from: '08:00', to: '08:00' }] } })).toEqual([
      'warning shift',
      'error shift.hours.0.to',
    ]);
    expect(problems({ shift: { idleEndMinutes: 30 } })).toEqual(['warning shift']);
  });
});
