import { browserNamed, browserReading } from '../browsers.ts';
import { asObject, asString, readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRegistry } from '../format/registry.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/** Where each browser writes down its own version; Chromium's kind call it a beacon. */
const KEYS: readonly (readonly [name: string, path: string, value: string])[] = [
  ['chrome', 'HKCU:\\Software\\Google\\Chrome\\BLBeacon', 'version'],
  ['edge', 'HKCU:\\Software\\Microsoft\\Edge\\BLBeacon', 'version'],
  ['brave', 'HKCU:\\Software\\BraveSoftware\\Brave-Browser\\BLBeacon', 'version'],
  ['vivaldi', 'HKCU:\\Software\\Vivaldi\\BLBeacon', 'version'],
  ['chromium', 'HKCU:\\Software\\Chromium\\BLBeacon', 'version'],
  ['firefox', 'HKLM:\\SOFTWARE\\Mozilla\\Mozilla Firefox', 'CurrentVersion'],
];

export const browserBeacons = defineSource({
  id: 'windows/browser-beacons',
  platform: 'windows',
  family: 'browser',
  fact: 'browsers',
  pace: 'hourly',
  gather: powershellJson(
    `@{${KEYS.map(([name, path, value]) => `${name}=[string](Get-ItemProperty '${path}' -ErrorAction SilentlyContinue).${value}`).join(';')}}|ConvertTo-Json -Compress`,
  ),
  parse: (output) => {
    const json = asObject(readJson(output));
    if (json !== null) {
      const rows = Object.entries(json).filter(([name]) => browserNamed(name) !== null);
      return rows.length === 0
        ? unknownReading.browser('unreadable')
        : browserReading(rows.map(([name, version]) => [name, asString(version) ?? ''] as const));
    }
    const found = [...readRegistry(output)].flatMap(([path, values]): (readonly [string, string])[] => {
      const known = KEYS.find(([, key]) => path.endsWith(key.toLowerCase().replace(/^hk..:\\/, '')));
      const version = known === undefined ? undefined : values.get(known[2].toLowerCase());
      return known === undefined || typeof version !== 'string' ? [] : [[known[0], version]];
    });
    return found.length === 0 ? unknownReading.browser(refusalReason(output)) : browserReading(found);
  },
});
