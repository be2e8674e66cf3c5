import { describe, expect, it } from 'vitest';
import type { UnknownReason } from '../../../../core/facts/fact.ts';
import { combineFacts } from '../../../../electron/posture/combine/facts.ts';
import type { Aged } from '../../../../electron/posture/combine/results.ts';
import { unknownReading, type FirewallReading } from '../../../../electron/posture/sources/reading.ts';

function of(source: string, reading: Partial<FirewallReading> | UnknownReason): Aged {
  const base = unknownReading.firewall(typeof reading === 'string' ? reading : 'unsupported');
  return {
    source,
    family: 'firewall',
    reading: typeof reading === 'string' ? base : { ...base, ...reading },
    ageMs: 1,
  };
}

/** What nft sees of IPv4 and IPv6; null: no chain looks at it. */
function nft(ipv4: boolean, ipv6: boolean | null): Aged {
  const enabled = !ipv4 || ipv6 === false ? false : ipv6;
  return of('linux/nft', { enabled, profiles: {}, families: { ipv4, ipv6 } });
}

const noOldTables = [
  of('linux/legacy-tables', { enabled: false, families: { ipv4: false, ipv6: null } }),
  of('linux/legacy-tables-6', { enabled: false, families: { ipv4: null, ipv6: false } }),
];
const ipv6InUse = of('linux/ipv6-addresses', 'unsupported');
const noIpv6 = of('linux/ipv6-addresses', { families: { ipv4: null, ipv6: true } });
const ufwOn = of('linux/ufw-conf', { enabled: true, reason: null });
const firewall = (...results: readonly Aged[]) => combineFacts(results, 'linux').firewall;

describe('a Linux firewall that looks at IPv4 only', () => {
  it('is off while IPv6 is in use', () => {
    expect(firewall(nft(true, null), ...noOldTables, ipv6InUse)).toMatchObject({ value: { enabled: false } });
    expect(firewall(nft(true, false), ...noOldTables, ipv6InUse)).toMatchObject({ value: { enabled: false } });
  });

  it('is on where there is no IPv6', () => {
    expect(firewall(nft(true, null), ...noOldTables, noIpv6)).toMatchObject({
      value: { enabled: true, products: ['nftables'] },
    });
  });

  it('is on when the old tables close IPv6', () => {
    const closed6 = of('linux/ip6tables', { enabled: true, reason: null, families: { ipv4: null, ipv6: true } });
    expect(firewall(nft(true, null), noOldTables[0] as Aged, closed6, ipv6InUse)).toMatchObject({
      value: { enabled: true },
    });
  });

  it('is not known when nobody may look at IPv6', () => {
    const closed4 = of('linux/iptables', { enabled: true, reason: null, families: { ipv4: true, ipv6: null } });
    const refused = [of('linux/nft', 'needs-rights'), of('linux/ip6tables', 'needs-rights')];
    expect(firewall(closed4, ...refused, ipv6InUse)).toMatchObject({ status: 'unknown', reason: 'needs-rights' });
  });
});

describe('a Linux firewall', () => {
  it('is on when the kernel closes both', () => {
    expect(firewall(nft(true, true), ...noOldTables, ipv6InUse)).toMatchObject({ value: { enabled: true } });
  });

  it('is off when only IPv6 is closed, whether or not it is in use', () => {
    expect(firewall(nft(false, true), ...noOldTables, ipv6InUse)).toMatchObject({ value: { enabled: false } });
    expect(firewall(nft(false, null), ...noOldTables, noIpv6)).toMatchObject({ value: { enabled: false } });
  });

  it('is on when a product that closes both says so and the kernel may not be asked', () => {
    const refused = ['linux/nft', 'linux/iptables', 'linux/ip6tables', 'linux/legacy-tables', 'linux/legacy-tables-6'];
    expect(firewall(...refused.map((source) => of(source, 'needs-rights')), ipv6InUse, ufwOn)).toMatchObject({
      value: { enabled: true, products: ['ufw'] },
    });
  });

  it('is contradictory when a product says that it is on and the kernel is open', () => {
    expect(firewall(nft(false, false), ...noOldTables, ipv6InUse, ufwOn)).toMatchObject({ reason: 'contradictory' });
    expect(firewall(nft(true, false), ...noOldTables, ipv6InUse, ufwOn)).toMatchObject({ reason: 'contradictory' });
  });
});
