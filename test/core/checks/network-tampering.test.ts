import { describe, expect, it } from 'vitest';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged, type Situation } from './evidence-of.ts';

const tampered = (change: Parameters<typeof withValue<'networkTampering'>>[1]) => withValue('networkTampering', change);

describe('network settings', () => {
  it('pass while nothing is sent elsewhere', () => {
    expect(judged('networkTampering', goodFacts).status).toBe('pass');
  });

  it('fail when the hosts file redirects what matters, whatever else could not be read', () => {
    expect(judged('networkTampering', tampered({ hosts: true, proxy: null, dns: null })).status).toBe('fail');
  });

  it('are unknown when the part that is asked for could not be read', () => {
    expect(judged('networkTampering', tampered({ hosts: null })).status).toBe('unknown');
    expect(judged('networkTampering', tampered({ proxy: null })).status).toBe('unknown');
    expect(judged('networkTampering', tampered({ proxy: null }), { allowProxy: 'manual' }).status).toBe('pass');
    expect(judged('networkTampering', tampered({ dns: null })).status).toBe('pass');
    expect(judged('networkTampering', tampered({ dns: null }), { allowManualDns: false }).status).toBe('unknown');
    expect(judged('networkTampering', withUnknown('networkTampering', 'unreadable')).status).toBe('unknown');
  });

  it.each([
    ['automatic', 'none', 'fail'],
    ['automatic', 'automatic', 'pass'],
    ['manual', 'automatic', 'fail'],
    ['manual', 'manual', 'pass'],
  ] as const)('take a proxy that is %s, where %s is allowed, for a %s', (proxy, allowProxy, status) => {
    expect(judged('networkTampering', tampered({ proxy }), { allowProxy }).status).toBe(status);
  });

  it('fail by name servers that somebody chose only where IT forbids it', () => {
    expect(judged('networkTampering', tampered({ dns: 'manual' })).status).toBe('pass');
    expect(judged('networkTampering', tampered({ dns: 'manual' }), { allowManualDns: false }).status).toBe('fail');
  });

  it('say each of their sentences', () => {
    const situations: Situation[] = [
      [goodFacts],
      [tampered({ hosts: true, names: Array<string>(16).fill('login.a-very-long-name.example.com') })],
      [tampered({ hosts: true })],
      [tampered({ proxy: 'manual' })],
      [tampered({ dns: 'manual' }), { allowManualDns: false }],
      [tampered({ hosts: null })],
      [tampered({ proxy: null })],
      [tampered({ dns: null }), { allowManualDns: false }],
    ];
    expectEverySentence('networkTampering', situations);
  });
});
