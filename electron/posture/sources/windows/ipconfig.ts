import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type Tunnel } from '../reading.ts';
import { defineSource } from '../source.ts';
import { addressKind, vpnReading } from '../vpn.ts';
import { tunnelKindByDriver } from './tunnel-adapters.ts';

/**
 * `ipconfig [/all]`: translated, so we never run it. What stays is its shape (a heading, then indented lines), the addresses, the
 * driver's own description, and `PPP` in the heading of the built-in VPNs.
 */
export const ipconfig = defineSource({
  id: 'windows/ipconfig',
  platform: 'windows',
  family: 'vpn',
  fact: 'vpn',
  pace: 'vpn',
  gather: null,
  parse: (output) => {
    const adapters = readAdapters(output);
    if (adapters.length === 0) return unknownReading.vpn(refusalReason(output));
    const tunnels: Tunnel[] = [];
    let full = false;
    for (const { heading, values } of adapters) {
      const kind =
        tunnelKindByDriver(heading) ??
        values.map(tunnelKindByDriver).find((found) => found !== null) ??
        (/(^|[^A-Za-z])PPP([^A-Za-z]|$)/.test(heading) ? 'ppp' : null);
      const addresses = values.flatMap((value) => /^(\d+\.\d+\.\d+\.\d+)(?:\s*[(（].*)?$/.exec(value)?.[1] ?? []);
      // The first IPv4 address of a block is its own; masks, gateways and servers come after it.
      const own = addresses.find((address) => !address.startsWith('255.'));
      if (kind === null || own === undefined) continue;
      const what = addressKind(own);
      if (what === 'none' || own === '0.0.0.0' || (kind === 'ppp' && what === 'public')) continue;
      tunnels.push({ name: nameOf(heading), kind });
      full ||= addresses.includes('0.0.0.0');
    }
    return vpnReading(tunnels, full ? { fullTunnel: true } : {});
  },
});

interface Adapter {
  readonly heading: string;
  readonly values: readonly string[];
}

function readAdapters(output: string): readonly Adapter[] {
  const adapters: { heading: string; values: string[] }[] = [];
  for (const line of output.split(/\r?\n/)) {
    const heading = /^(\S.*?)\s*[:：]\s*$/.exec(line)?.[1];
    if (heading !== undefined) adapters.push({ heading, values: [] });
    const value = /^\s+\S.*?[:：]\s+(\S.*?)\s*$/.exec(line)?.[1];
    if (value !== undefined) adapters.at(-1)?.values.push(value);
  }
  return adapters.filter((adapter) => adapter.values.length > 0);
}

function nameOf(heading: string): string {
  return heading.replace(/^.*?(adapter|adaptateur|adaptador|scheda|carte|アダプター|适配器)\s+/i, '').slice(0, 32);
}
