import { asString, field, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRows } from '../format/rows.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { judgeBitLocker } from './bitlocker.ts';

/** WMI's Win32_EncryptableVolume, as JSON or Format-List. Needs administrator rights, so we never run it. */
export const encryptableVolume = defineSource({
  id: 'windows/encryptable-volume',
  platform: 'windows',
  family: 'encryption',
  fact: 'diskEncryption',
  pace: 'disk',
  gather: null,
  parse: (output) => {
    const volumes = readRows(output).filter((volume) => field(volume, 'ProtectionStatus') !== undefined);
    const system = systemVolume(volumes);
    if (system === null)
      return unknownReading.encryption(volumes.length === 0 ? refusalReason(output) : 'contradictory');
    const number = (name: string): number | null => wholeNumber(field(system, name));
    const [conversion, protection, percent] = [
      number('ConversionStatus'),
      number('ProtectionStatus'),
      number('EncryptionPercentage'),
    ];
    const locked = number('LockStatus') === 1 || protection === 2;
    // Older recordings leave ConversionStatus out; protection without it can be read only as “not on”.
    if (conversion === null && protection === 0 && number('EncryptionMethod') === 0)
      return judgeBitLocker({ conversion: 0, protection, percent, locked });
    return judgeBitLocker({ conversion, protection, percent, locked });
  },
});

/** VolumeType 0 is the system's (https://learn.microsoft.com/windows/win32/secprov/win32-encryptablevolume); else C:, else the only one that says neither. */
function systemVolume(volumes: readonly JsonObject[]): JsonObject | null {
  const typed = volumes.filter((volume) => wholeNumber(field(volume, 'VolumeType')) === 0);
  const onC = volumes.filter(
    (volume) =>
      /^c:/i.test(asString(field(volume, 'DriveLetter')) ?? '') && wholeNumber(field(volume, 'VolumeType')) !== 1,
  );
  const nameless = volumes.filter(
    (volume) => field(volume, 'VolumeType') === undefined && field(volume, 'DriveLetter') === undefined,
  );
  for (const found of [typed, onC, nameless]) if (found.length === 1) return found[0] ?? null;
  return null;
}

function wholeNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) ? value : null;
  return typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : null;
}
