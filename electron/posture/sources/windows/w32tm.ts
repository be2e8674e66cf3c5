import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { registryValues } from './registry-value.ts';

/**
 * `w32tm /query /status`: all labels are translated, their order is not, nor are the numbers. Leap indicator 3 and stratum 0 or 16 are “not synchronised”
 * (RFC 5905, 7.3); the reference LOCL is the laptop's own clock. A service that is not running (0x80070426) is normal at home, where it starts now and then:
 * no answer.
 */
export const w32tm = defineSource({
  id: 'windows/w32tm',
  platform: 'windows',
  family: 'clock',
  fact: 'clockSync',
  pace: 'settings',
  gather: { via: 'command', tool: ['C:\\Windows\\System32\\w32tm.exe'], args: ['/query', '/status'] },
  parse: (output) => {
    const type = registryValues(output, 'Type')[0]?.value;
    // As the registry, `/query /configuration` and `/query /source` say it.
    const isNever = typeof type === 'string' ? /^NoSync\b/i.test(type) : /^\s*Type:\s*NoSync\b/im.test(output);
    if (isNever || /^\s*(Local CMOS Clock|Free-running System Clock)\s*$/im.test(output))
      return { synced: false, reason: null };
    const values = output.split(/\r?\n/).flatMap((line) => /^\s*[^:：]*\S\s*[:：]\s*(\S.*?)\s*$/.exec(line)?.[1] ?? []);
    const leapAt = values.findIndex((value) => /^[0-3]\s*[(（]/.test(value));
    const leap = leapAt === -1 ? null : Number(values[leapAt]?.[0]);
    const stratum = numberAt(values[leapAt + 1]);
    if (leapAt === -1 || stratum === null) return unknownReading.clock(refusalReason(output));
    const reference = /\b0x([0-9a-f]{8})\b/i.exec(output)?.[1]?.toUpperCase();
    const isOwnClock =
      reference === LOCL || reference === NO_REFERENCE || /local cmos clock|free-running system clock/i.test(output);
    if (leap === 3 || stratum === 0 || stratum >= 16 || isOwnClock) return { synced: false, reason: null };
    return reference === undefined ? unknownReading.clock('unreadable') : { synced: true, reason: null };
  },
});

const LOCL = '4C4F434C';
const NO_REFERENCE = '00000000';

function numberAt(value: string | undefined): number | null {
  const text = /^(\d{1,3})(?=\s|[(（]|$)/.exec(value ?? '')?.[1];
  return text === undefined ? null : Number(text);
}

/** How the time service is set: `NoSync` never asks anybody. Any other word is a plan and no proof. */
export const timeSettings = defineSource({
  id: 'windows/time-settings',
  platform: 'windows',
  family: 'clock',
  fact: 'clockSync',
  pace: 'hourly',
  gather: {
    via: 'command',
    tool: ['C:\\Windows\\System32\\reg.exe'],
    args: ['query', 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time\\Parameters', '/v', 'Type'],
  },
  parse: (output) => {
    const type = registryValues(output, 'Type')[0]?.value;
    if (typeof type === 'string' && /^NoSync$/i.test(type.trim())) return { synced: false, reason: null };
    return unknownReading.clock(typeof type === 'string' ? 'unsupported' : refusalReason(output));
  },
});
