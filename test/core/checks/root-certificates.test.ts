import { describe, expect, it } from 'vitest';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged, type Situation } from './evidence-of.ts';

const added = withValue('rootCertificates', { added: 2 });
const proxy = withValue('rootCertificates', { added: 1, interceptors: ['Zscaler'] });

describe('trusted certificates', () => {
  it('are the system’s own', () => {
    expect(judged('rootCertificates', goodFacts).status).toBe('pass');
  });

  it('may be as many more as IT says', () => {
    expect(judged('rootCertificates', added).status).toBe('fail');
    expect(judged('rootCertificates', added, { maxAdded: 1 }).status).toBe('fail');
    expect(judged('rootCertificates', added, { maxAdded: 2 }).status).toBe('pass');
  });

  it('fail by a tool that reads along, unless IT named it, however many may be added', () => {
    expect(judged('rootCertificates', proxy, { maxAdded: 100 }).status).toBe('fail');
    expect(judged('rootCertificates', proxy, { maxAdded: 1, allowInterceptors: ['zscaler'] }).status).toBe('pass');
  });

  it('are unknown when they could not be read', () => {
    expect(judged('rootCertificates', withUnknown('rootCertificates', 'unreadable')).status).toBe('unknown');
  });

  it('say each of their sentences', () => {
    const situations: Situation[] = [
      [goodFacts],
      [added],
      [added, { maxAdded: 5 }],
      [proxy],
      [withValue('rootCertificates', { interceptors: Array<string>(16).fill('A tool with a long name') })],
    ];
    expectEverySentence('rootCertificates', situations);
  });
});
