import { describe, expect, it } from 'vitest';
import { withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const through = (...interfaces: readonly (readonly [name: string, kind: string])[]) =>
  withValue('vpn', { interfaces: interfaces.map(([name, kind]) => ({ name, kind })) });

describe('the company’s own network', () => {
  it.each([
    ['its name', through(['wg-office', 'wireguard']), ['wg-office'], 'pass'],
    ['its name in other letters', through(['WG-Office', 'wireguard']), ['wg-office'], 'pass'],
    ['its kind', through(['Ethernet 3', 'globalprotect']), ['globalprotect'], 'pass'],
    ['the beginning of its name', through(['utun7', 'utun']), ['utun*'], 'pass'],
    ['one of several', through(['tun0', 'tun'], ['wg-office', 'wireguard']), ['other', 'wg-office'], 'pass'],
    ['no part of a name', through(['wg-office-2', 'wireguard']), ['wg-office'], 'fail'],
    ['somebody else’s VPN', through(['nordlynx', 'wireguard']), ['wg-office', 'tun'], 'fail'],
    ['a VPN without a name', through(), ['wg-office'], 'fail'],
    ['any, when none is named', through(['nordlynx', 'wireguard']), [], 'pass'],
  ] as const)('is known by %s', (_what, facts, networks, status) => {
    expect(judged('vpn', facts, { networks }).status).toBe(status);
  });

  it('must carry everything where the policy asks for that', () => {
    const split = withValue('vpn', { fullTunnel: false });
    expect(judged('vpn', split, { networks: ['wg0'], requireFullTunnel: true }).status).toBe('fail');
    expect(judged('vpn', split, { networks: ['wg0'] }).status).toBe('pass');
  });

  it('says all that it can say', () => {
    expectEverySentence('vpn', [
      [through(['wg0', 'wireguard'])],
      [through()],
      [withValue('vpn', { connected: false })],
      [through(['a', 'tun']), { networks: ['b'] }],
      [withValue('vpn', { fullTunnel: false }), { requireFullTunnel: true }],
      [withValue('vpn', { fullTunnel: null }), { requireFullTunnel: true }],
    ]);
  });
});
