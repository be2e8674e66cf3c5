import { describe, expect, it } from 'vitest';
import { combineNetworkTampering } from '../../../../electron/posture/combine/network-tampering.ts';
import type { Aged } from '../../../../electron/posture/combine/results.ts';
import { unknownReading, type NetworkSettingsReading } from '../../../../electron/posture/sources/reading.ts';
import type { UnknownReason } from '../../../../core/facts/fact.ts';

const says = (source: string, reading: Partial<NetworkSettingsReading> | UnknownReason): Aged => ({
  source,
  family: 'networkSettings',
  reading:
    typeof reading === 'string'
      ? unknownReading.networkSettings(reading)
      : { ...unknownReading.networkSettings('unreadable'), reason: null, ...reading },
  ageMs: 1,
});
const hosts = says('linux/hosts-file', { tampered: false });

describe('network settings, from several sources', () => {
  it('are each what their own place says', () => {
    expect(
      combineNetworkTampering([
        hosts,
        says('linux/resolv', { dns: 'automatic' }),
        says('linux/environment-proxy', { proxy: 'none' }),
      ]),
    ).toMatchObject({ value: { hosts: false, names: [], proxy: 'none', dns: 'automatic' } });
  });

  it('have the worst proxy of all places', () => {
    const proxies = [
      says('linux/environment-proxy', { proxy: 'none' }),
      says('linux/gsettings-proxy', { proxy: 'manual' }),
    ];
    expect(combineNetworkTampering([hosts, ...proxies])).toMatchObject({ value: { proxy: 'manual' } });
  });

  it('have no known proxy while a place that is there does not answer', () => {
    const none = says('linux/environment-proxy', { proxy: 'none' });
    expect(combineNetworkTampering([hosts, none, says('linux/gsettings-proxy', 'timed-out')])).toMatchObject({
      value: { proxy: null },
    });
    expect(combineNetworkTampering([hosts, none, says('linux/gsettings-proxy', 'not-installed')])).toMatchObject({
      value: { proxy: 'none' },
    });
  });

  it('keep the names that are sent elsewhere', () => {
    expect(
      combineNetworkTampering([says('linux/hosts-file', { tampered: true, names: ['paypal.com'] })]),
    ).toMatchObject({
      value: { hosts: true, names: ['paypal.com'] },
    });
  });

  it('are unknown as a whole only when nothing at all could be read', () => {
    expect(combineNetworkTampering([says('linux/hosts-file', 'needs-rights')])).toMatchObject({
      status: 'unknown',
      reason: 'needs-rights',
    });
    expect(
      combineNetworkTampering([says('linux/hosts-file', 'needs-rights'), says('linux/resolv', { dns: 'manual' })]),
    ).toMatchObject({
      value: { hosts: null, dns: 'manual' },
    });
  });
});
