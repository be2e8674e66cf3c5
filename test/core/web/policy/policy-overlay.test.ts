import { describe, expect, it } from 'vitest';
import { judgeRequest } from '../../../../core/web/match/judge-request.ts';
import {
  effectiveRules,
  type ScheduledRules,
  type WebMoment,
  type WebRules,
} from '../../../../core/web/policy/effective-rules.ts';
import { createPolicyOverlay } from '../../../../core/web/policy/policy-overlay.ts';
import { engineOf } from '../engine-of.ts';

const NONE: WebRules = { mode: 'filter', allow: [], deny: [], categories: {} };

function action(
  rules: Partial<WebRules>,
  url: string,
  lookalikes: readonly string[] = [],
  chain?: readonly string[],
): string {
  const overlay = createPolicyOverlay({ ...NONE, ...rules }, (host) =>
    lookalikes.includes(host) ? { kind: 'typo', of: 'good.com' } : null,
  );
  const answer = judgeRequest(engineOf('||listed.com^\n@@||excepted.com^\n||deep.com^'), { url, chain }, overlay);
  return `${answer.action} ${answer.list ?? '-'}`;
}

const deny = (host: string) => ({ host, category: 'social', why: '' });

describe('policy over the lists', () => {
  it('lets the organisation’s own lists decide, the most specific name first, and allow on a tie', () => {
    expect(action({}, 'https://listed.com/')).toBe('block test');
    expect(action({ allow: ['listed.com'] }, 'https://www.listed.com/')).toBe('allow policy');
    expect(action({ deny: [deny('x.com')] }, 'https://a.x.com/')).toBe('block policy');
    expect(action({ deny: [deny('x.com')], allow: ['a.x.com'] }, 'https://a.x.com/')).toBe('allow policy');
    expect(action({ deny: [deny('a.x.com')], allow: ['x.com'] }, 'https://a.x.com/')).toBe('block policy');
    expect(action({ deny: [deny('x.com')], allow: ['x.com'] }, 'https://x.com/')).toBe('allow policy');
    expect(action({ deny: [deny('x.com')] }, 'https://notx.com/')).toBe('allow -');
    expect(action({ allow: ['2.3.4'] }, 'http://1.2.3.4/')).toBe('allow -');
  });

  it('opens nothing but its own list in allow-only mode', () => {
    expect(action({ mode: 'allow-only', allow: ['ok.com'] }, 'https://www.ok.com/')).toBe('allow policy');
    expect(action({ mode: 'allow-only', allow: ['ok.com'] }, 'https://else.com/')).toBe('block policy');
    expect(action({ mode: 'allow-only', allow: ['ok.com'] }, 'https://excepted.com/')).toBe('block policy');
    expect(action({ mode: 'allow-only', allow: ['ok.com'] }, 'about:blank')).toBe('allow -');
  });

  it('can let a category through, but never what could not be judged or read', () => {
    expect(action({ categories: { phishing: 'allow' } }, 'https://listed.com/')).toBe('allow test');
    expect(action({ categories: { other: 'allow' } }, 'https://listed.com/')).toBe('block test');
    expect(action({ categories: { other: 'allow' } }, 'no address')).toBe('block built-in');
  });

  it('blocks look-alikes, unless a list or policy knows better', () => {
    expect(action({}, 'https://god.com/', ['god.com'])).toBe('block lookalike');
    expect(action({ allow: ['god.com'] }, 'https://god.com/', ['god.com'])).toBe('allow policy');
    expect(action({}, 'https://excepted.com/', ['excepted.com'])).toBe('allow test');
    expect(action({ categories: { phishing: 'allow' } }, 'https://god.com/', ['god.com'])).toBe('block lookalike');
  });

  it('judges every hop by itself: an allowed one opens no door for the next', () => {
    expect(action({ allow: ['listed.com'] }, 'https://listed.com/', [], ['https://deep.com/'])).toBe('block test');
    expect(action({ allow: ['listed.com', 'deep.com'] }, 'https://listed.com/', [], ['https://deep.com/'])).toBe(
      'allow policy',
    );
  });
});

describe('rules by group and time', () => {
  const entry = (change: Partial<ScheduledRules>): ScheduledRules => ({
    groups: [],
    days: [],
    fromMinute: 0,
    toMinute: 0,
    rules: { mode: 'allow-only' },
    ...change,
  });
  const at = (day: number, minute: number, groups: readonly string[] = []): WebMoment => ({ day, minute, groups });
  const mode = (scheduled: ScheduledRules, moment: WebMoment) => effectiveRules(NONE, [scheduled], moment).mode;

  it('hold for the groups that they name, or for everyone', () => {
    expect(mode(entry({ groups: ['sales'] }), at(1, 600, ['sales', 'x']))).toBe('allow-only');
    expect(mode(entry({ groups: ['sales'] }), at(1, 600, ['care']))).toBe('filter');
    expect(mode(entry({}), at(1, 600))).toBe('allow-only');
  });

  it('hold from a minute until before another', () => {
    const office = entry({ fromMinute: 540, toMinute: 1020 });
    expect([539, 540, 1019, 1020].map((minute) => mode(office, at(1, minute)))).toEqual([
      'filter',
      'allow-only',
      'allow-only',
      'filter',
    ]);
  });

  it('run past midnight into the next day', () => {
    const night = entry({ days: [5], fromMinute: 1320, toMinute: 360 });
    expect(mode(night, at(5, 1330))).toBe('allow-only');
    expect(mode(night, at(6, 100))).toBe('allow-only');
    expect(mode(night, at(6, 360))).toBe('filter');
    expect(mode(night, at(5, 100))).toBe('filter');
    expect(mode(entry({ days: [6], fromMinute: 1320, toMinute: 360 }), at(0, 10))).toBe('allow-only');
  });

  it('add to lists, and the later entry wins on modes and categories', () => {
    const rules = effectiveRules(
      { ...NONE, allow: ['a.com'], categories: { social: 'block' } },
      [
        entry({ rules: { allow: ['b.com'], categories: { social: 'allow' } } }),
        entry({ rules: { mode: 'allow-only', deny: [deny('c.com')] } }),
      ],
      at(1, 1),
    );
    expect(rules).toEqual({
      mode: 'allow-only',
      allow: ['a.com', 'b.com'],
      deny: [deny('c.com')],
      categories: { social: 'allow' },
    });
  });
});
