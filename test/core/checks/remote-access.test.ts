import { describe, expect, it } from 'vitest';
import { remoteServiceSchema } from '../../../core/checks/remote-access/fact.ts';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const all = [...remoteServiceSchema.options];

describe('remote access', () => {
  it('is off', () => {
    expect(judged('remoteAccess', goodFacts).status).toBe('pass');
  });

  it.each(all)('fails while %s is on, unless IT allows just that', (service) => {
    const facts = withValue('remoteAccess', { services: [service] });
    expect(judged('remoteAccess', facts).status).toBe('fail');
    expect(judged('remoteAccess', facts, { allow: [service] }).status).toBe('pass');
    expect(judged('remoteAccess', facts, { allow: all.filter((one) => one !== service) }).status).toBe('fail');
  });

  it('is unknown when nobody could tell', () => {
    expect(judged('remoteAccess', withUnknown('remoteAccess', 'timed-out')).status).toBe('unknown');
  });

  it('says each of its sentences', () => {
    const facts = withValue('remoteAccess', { services: all });
    expectEverySentence('remoteAccess', [[goodFacts], [facts], [facts, { allow: all }]]);
  });
});
