import { describe, expect, it } from 'vitest';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const CASES = [
  ['autoLogin', 'autoLogin', withValue('autoLogin', { enabled: true })],
  ['localAdmin', 'localAdmin', withValue('localAdmin', { admin: true })],
  ['guestAccount', 'guestAccount', withValue('guestAccount', { enabled: true })],
  ['clockSync', 'clockSync', withValue('clockSync', { synced: false })],
] as const;

describe.each(CASES)('the check %s', (id, fact, bad) => {
  it('says each of its sentences', () => {
    expectEverySentence(id, [[goodFacts], [bad]]);
  });

  it('passes the good state, fails the bad one, and is unknown when nobody can say', () => {
    expect(judged(id, goodFacts).status).toBe('pass');
    expect(judged(id, bad).status).toBe('fail');
    expect(judged(id, withUnknown(fact, 'needs-rights'))).toMatchObject({ status: 'unknown', reason: 'needs-rights' });
    expect(judged(id, withUnknown(fact, 'unsupported')).status).toBe('unsupported');
  });
});
