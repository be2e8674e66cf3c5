import { refusalReason } from '../format/refusal.ts';
import { readFormatList } from '../format/format-list.ts';
import { asObjects, field, readJson } from '../format/json.ts';
import { readRegistry } from '../format/registry.ts';
import { networkSettings } from '../network-settings.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

const KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/**
 * The person's proxy (WinINET): ProxyEnable, ProxyServer and AutoConfigURL. Looking for a proxy on the network by oneself (WPAD) is
 * Windows' own default and counts as none.
 */
export const proxySettings = defineSource({
  id: 'windows/proxy-settings',
  platform: 'windows',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'command', tool: ['C:\\Windows\\System32\\reg.exe'], args: ['query', KEY] },
  parse: (output) => {
    const values = readValues(output);
    const enabled = values.get('proxyenable');
    const script = values.get('autoconfigurl');
    if (enabled === 1 || enabled === '1') return networkSettings({ proxy: 'manual' });
    if (typeof script === 'string' && script.trim() !== '') return networkSettings({ proxy: 'automatic' });
    if (enabled === 0 || enabled === '0') return networkSettings({ proxy: 'none' });
    return unknownReading.networkSettings(refusalReason(output.slice(0, 2000)));
  },
});

/** `reg query`, `reg export`, or Get-ItemProperty as JSON or list. */
function readValues(output: string): ReadonlyMap<string, unknown> {
  const json = asObjects(readJson(output) ?? readFormatList(output)).find(
    (row) => field(row, 'ProxyEnable') !== undefined,
  );
  if (json !== undefined) return new Map(Object.entries(json).map(([name, value]) => [name.toLowerCase(), value]));
  const keys = readRegistry(output);
  const found = [...keys].filter(([path]) => path === '' || path.endsWith('\\internet settings'));
  return new Map(found.flatMap(([, values]) => [...values]));
}
