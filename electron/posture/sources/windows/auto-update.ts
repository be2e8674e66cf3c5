import { asObject, field, readJson, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRegistry } from '../format/registry.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/**
 * Windows installs updates by itself unless something says otherwise: a policy (https://learn.microsoft.com/windows/deployment/update/waas-wu-settings),
 * a pause in Settings, or the service being disabled (Start 4). It names no place that says “on”.
 */
export const autoUpdate = defineSource({
  id: 'windows/auto-update',
  platform: 'windows',
  family: 'automaticUpdates',
  fact: 'automaticUpdates',
  pace: 'settings',
  gather: powershellJson(
    "$p=Get-ItemProperty 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU' -ErrorAction SilentlyContinue;" +
      "$u=Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\WindowsUpdate\\UX\\Settings' -ErrorAction SilentlyContinue;" +
      "$s=Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\wuauserv';" +
      '@{NoAutoUpdate=$p.NoAutoUpdate;AUOptions=$p.AUOptions;PauseUpdatesExpiryTime=$u.PauseUpdatesExpiryTime;ServiceStart=$s.Start}|ConvertTo-Json -Compress',
  ),
  parse: (output, { asOf }) => {
    const values = readValues(output);
    if (values === null) return unknownReading.automaticUpdates(refusalReason(output));
    const number = (name: string): number | null => {
      const value = field(values, name);
      return typeof value === 'number' ? value : null;
    };
    const start = number('ServiceStart') ?? number('Start');
    const pausedUntil = field(values, 'PauseUpdatesExpiryTime');
    const isPaused = typeof pausedUntil === 'string' && pausedUntil.slice(0, 10) >= asOf;
    const options = number('AUOptions');
    // 2 and 3 only notify; 7 downloads and notifies; 5 leaves it to an administrator; 4 installs.
    if (
      number('NoAutoUpdate') === 1 ||
      start === 4 ||
      isPaused ||
      options === 1 ||
      options === 2 ||
      options === 3 ||
      options === 7
    )
      return { automatic: false, reason: null };
    if (start === null || options === 5) return unknownReading.automaticUpdates('unreadable');
    return { automatic: true, reason: null };
  },
});

function readValues(output: string): JsonObject | null {
  const json = asObject(readJson(output));
  if (json !== null) return 'ServiceStart' in json || 'NoAutoUpdate' in json ? json : null;
  const values = Object.assign(
    {},
    ...[...readRegistry(output).values()].map((one) => Object.fromEntries(one)),
  ) as JsonObject;
  return Object.keys(values).some((name) => /^(noautoupdate|auoptions|start)$/.test(name)) ? values : null;
}
