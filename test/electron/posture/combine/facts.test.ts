import { describe, expect, it } from 'vitest';
import { combineFacts } from '../../../../electron/posture/combine/facts.ts';
import type { Aged } from '../../../../electron/posture/combine/results.ts';
import {
  unknownReading,
  type EncryptionReading,
  type FirewallReading,
  type UpdatesReading,
  type VpnReading,
} from '../../../../electron/posture/sources/reading.ts';
import type { UnknownReason } from '../../../../core/facts/fact.ts';

function firewall(source: string, enabled: boolean | UnknownReason): Aged {
  const reading: FirewallReading =
    typeof enabled === 'boolean'
      ? { enabled, profiles: null, stealth: null, reason: null }
      : unknownReading.firewall(enabled);
  return { source, family: 'firewall', reading, ageMs: 10 };
}

function firewallOf(...results: readonly Aged[]) {
  return combineFacts(results, 'linux').firewall;
}

describe('the firewall, from several sources', () => {
  it('is on as soon as the kernel’s rules say so, named as people know it', () => {
    expect(
      firewallOf(firewall('linux/nft', true), firewall('linux/legacy-tables', false), firewall('linux/ufw-conf', true)),
    ).toMatchObject({ status: 'known', value: { enabled: true, products: ['ufw'] } });
    expect(firewallOf(firewall('linux/nft', true), firewall('linux/ufw-conf', 'not-installed'))).toMatchObject({
      value: { products: ['nftables'] },
    });
  });

  it('is not on because a settings file says so while the kernel’s rules are open', () => {
    expect(
      firewallOf(
        firewall('linux/nft', false),
        firewall('linux/legacy-tables', false),
        firewall('linux/ufw-conf', true),
      ),
    ).toMatchObject({ status: 'unknown', reason: 'contradictory' });
  });

  it('is off when the kernel says so for both of its tables', () => {
    expect(
      firewallOf(
        firewall('linux/nft', false),
        firewall('linux/legacy-tables', false),
        firewall('linux/firewalld', 'not-installed'),
      ),
    ).toMatchObject({ status: 'known', value: { enabled: false } });
  });

  it('is what the products say when the kernel won’t tell without rights', () => {
    const closed = firewall('linux/nft', 'needs-rights');
    expect(firewallOf(closed, firewall('linux/ufw-conf', true))).toMatchObject({
      value: { enabled: true, products: ['ufw'] },
    });
    expect(firewallOf(closed, firewall('linux/ufw-conf', false))).toMatchObject({
      status: 'unknown',
      reason: 'needs-rights',
    });
  });

  it('is unknown where nobody can see the kernel’s rules', () => {
    expect(
      firewallOf(
        firewall('linux/nft', 'not-installed'),
        firewall('linux/legacy-tables', false),
        firewall('linux/iptables', 'not-installed'),
      ),
    ).toMatchObject({ status: 'unknown', reason: 'not-installed' });
  });

  it('is unknown when two that look at the same thing disagree, on macOS and Windows too', () => {
    expect(
      combineFacts([firewall('macos/socketfilterfw', true), firewall('macos/spfirewall', false)], 'macos').firewall,
    ).toMatchObject({ status: 'unknown', reason: 'contradictory' });
    expect(
      combineFacts(
        [firewall('windows/firewall-profiles', false), firewall('windows/firewall-registry', true)],
        'windows',
      ).firewall,
    ).toMatchObject({ value: { enabled: false } });
  });
});

function encryption(source: string, reading: Partial<EncryptionReading>): Aged {
  return {
    source,
    family: 'encryption',
    reading: { ...unknownReading.encryption('unreadable'), reason: null, ...reading },
    ageMs: 5,
  };
}

describe('disk encryption, from several sources', () => {
  it('takes the one that knows, and does not average', () => {
    const facts = combineFacts(
      [
        encryption('macos/fdesetup-status', { encrypted: true, state: 'on' }),
        {
          source: 'macos/diskutil-apfs-list',
          family: 'encryption',
          reading: unknownReading.encryption('unreadable'),
          ageMs: 900,
        },
      ],
      'macos',
    );
    expect(facts.diskEncryption).toEqual({
      status: 'known',
      value: { encrypted: true, state: 'on', percent: null },
      sources: ['macos/fdesetup-status'],
      ageMs: 5,
    });
  });

  it('believes the one that sees a conversion', () => {
    const facts = combineFacts(
      [
        encryption('a', { encrypted: true, state: 'on' }),
        encryption('b', { encrypted: false, state: 'encrypting', percent: 40 }),
      ],
      'macos',
    );
    expect(facts.diskEncryption).toMatchObject({ value: { encrypted: false, state: 'encrypting', percent: 40 } });
  });

  it('is contradictory when one says on and the other off', () => {
    const facts = combineFacts(
      [encryption('a', { encrypted: true, state: 'on' }), encryption('b', { encrypted: false, state: 'off' })],
      'macos',
    );
    expect(facts.diskEncryption).toMatchObject({ status: 'unknown', reason: 'contradictory' });
  });
});

function updates(source: string, reading: Partial<UpdatesReading>): Aged {
  return {
    source,
    family: 'updates',
    reading: { ...unknownReading.updates('unreadable'), reason: null, ...reading },
    ageMs: 1,
  };
}

describe('updates, from several sources', () => {
  it('are not clean when the lists were never fetched', () => {
    const missing: Aged = {
      source: 'linux/apt-lists-age',
      family: 'updates',
      reading: unknownReading.updates('not-installed'),
      ageMs: 0,
    };
    const facts = combineFacts([updates('linux/apt', { pending: 0, securityPending: 0 }), missing], 'linux');
    expect(facts.osUpdates.status).toBe('unknown');
  });

  it('are the sum over the package managers, and unknown in what one of them can’t say', () => {
    const facts = combineFacts(
      [
        updates('linux/apt', { pending: 2, securityPending: 1 }),
        updates('linux/apt-lists-age', { checkedDaysAgo: 1 }),
        updates('linux/pacman', { pending: 3 }),
        updates('linux/pacman-sync-age', { checkedDaysAgo: 4 }),
      ],
      'linux',
    );
    expect(facts.osUpdates).toMatchObject({ value: { pending: 5, securityPending: null, checkedDaysAgo: 4 } });
  });

  it('say that a restart is due even when nothing else is known', () => {
    const facts = combineFacts(
      [{ source: 'linux/reboot-required', family: 'reboot', reading: { rebootPending: true, reason: null }, ageMs: 0 }],
      'linux',
    );
    expect(facts.osUpdates).toMatchObject({
      status: 'known',
      value: { pending: null, securityPending: null, restartRequired: true },
    });
  });

  it('are unknown when the tool that is there did not answer', () => {
    const facts = combineFacts(
      [
        { source: 'linux/apt', family: 'updates', reading: unknownReading.updates('timed-out'), ageMs: 0 },
        updates('linux/apt-lists-age', { checkedDaysAgo: 0 }),
      ],
      'linux',
    );
    expect(facts.osUpdates).toMatchObject({ status: 'unknown', reason: 'timed-out' });
  });
});

function vpn(source: string, reading: Partial<VpnReading>): Aged {
  return {
    source,
    family: 'vpn',
    reading: { ...unknownReading.vpn('unreadable'), reason: null, ...reading },
    ageMs: 1,
  };
}

describe('the VPN, from several sources', () => {
  const up = vpn('linux/ip-addr', {
    connected: true,
    interfaces: ['office'],
    tunnels: [{ name: 'office', kind: 'wireguard' }],
  });

  it('carries everything when the default route goes out by a tunnel, whatever it is called', () => {
    expect(
      combineFacts([up, vpn('linux/ip-route', { connected: false, fullTunnel: false, carriers: ['office'] })], 'linux')
        .vpn,
    ).toMatchObject({ value: { connected: true, fullTunnel: true } });
  });

  it('is split when the default route goes out elsewhere', () => {
    expect(
      combineFacts([up, vpn('linux/ip-route', { connected: false, fullTunnel: false, carriers: ['wlan0'] })], 'linux')
        .vpn,
    ).toMatchObject({ value: { fullTunnel: false } });
  });

  it('is not up because a route says so', () => {
    expect(
      combineFacts(
        [
          vpn('linux/ip-addr', { connected: false }),
          vpn('linux/ip-route', { connected: true, fullTunnel: true, carriers: ['tun0'] }),
        ],
        'linux',
      ).vpn,
    ).toMatchObject({ value: { connected: false } });
  });

  it('is unknown when the interfaces can’t be read', () => {
    expect(
      combineFacts(
        [{ source: 'linux/ip-addr', family: 'vpn', reading: unknownReading.vpn('not-installed'), ageMs: 0 }],
        'linux',
      ).vpn,
    ).toMatchObject({ status: 'unknown', reason: 'not-installed' });
  });
});

it('knows nothing without any source', () => {
  for (const fact of Object.values(combineFacts([], 'linux')))
    expect(fact).toMatchObject({ status: 'unknown', reason: 'not-measured' });
});
