import { readPercent } from '../encryption.ts';
import { asString, field, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRows } from '../format/rows.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { judgeBitLocker } from './bitlocker.ts';

/** `Get-BitLockerVolume` as Format-List or JSON: enum names are not translated. Needs administrator rights, so we never run it. */
export const bitLockerVolume = defineSource({
  id: 'windows/bitlocker-volume',
  platform: 'windows',
  family: 'encryption',
  fact: 'diskEncryption',
  pace: 'disk',
  gather: null,
  parse: (output) => {
    const rows = readRows(output).filter((volume) => field(volume, 'VolumeStatus') !== undefined);
    // The table has a heading of two lines, which no reader of tables expects.
    const volumes = rows.some((row) => field(row, 'ProtectionStatus') !== undefined) ? rows : readTable(output);
    const system = systemVolume(volumes);
    if (system === null)
      return unknownReading.encryption(volumes.length === 0 ? refusalReason(output) : 'contradictory');
    const percent = field(system, 'EncryptionPercentage');
    return judgeBitLocker({
      conversion: enumNumber(field(system, 'VolumeStatus'), VOLUME_STATUS),
      protection: enumNumber(field(system, 'ProtectionStatus'), PROTECTION),
      percent: typeof percent === 'number' ? percent : readPercent(typeof percent === 'string' ? percent : undefined),
      locked: enumNumber(field(system, 'LockStatus'), LOCK) === 1,
    });
  },
});

/** Microsoft.BitLocker.Structures, whose names JSON turns into these numbers. */
const VOLUME_STATUS = [
  'FullyDecrypted',
  'FullyEncrypted',
  'EncryptionInProgress',
  'DecryptionInProgress',
  'EncryptionSuspended',
  'DecryptionSuspended',
  'FullyEncryptedWipeInProgress',
  'FullyEncryptedWipeSuspended',
];
const PROTECTION = ['Off', 'On', 'Unknown'];
const LOCK = ['Unlocked', 'Locked'];
const VOLUME_TYPE = ['OperatingSystem', 'Data'];

function enumNumber(value: unknown, names: readonly string[]): number | null {
  const index = typeof value === 'number' ? value : typeof value === 'string' ? indexOf(value.trim(), names) : -1;
  if (index < 0 || index >= names.length) return null;
  // Wiping the free space of a volume that is fully encrypted already.
  return names === VOLUME_STATUS && index >= 6 ? 1 : index;
}

function indexOf(text: string, names: readonly string[]): number {
  return /^\d$/.test(text) ? Number(text) : names.findIndex((name) => name.toLowerCase() === text.toLowerCase());
}

function systemVolume(volumes: readonly JsonObject[]): JsonObject | null {
  const typed = volumes.filter((volume) => enumNumber(field(volume, 'VolumeType'), VOLUME_TYPE) === 0);
  const onC = volumes.filter(
    (volume) =>
      /^c:/i.test(asString(field(volume, 'MountPoint')) ?? '') &&
      enumNumber(field(volume, 'VolumeType'), VOLUME_TYPE) !== 1,
  );
  for (const found of [
    typed,
    onC,
    volumes.filter((volume) => field(volume, 'VolumeType') === undefined && field(volume, 'MountPoint') === undefined),
  ])
    if (found.length === 1) return found[0] ?? null;
  return null;
}

/** `OperatingSystem C: 475.69 FullyEncrypted 100 {Tpm, RecoveryPassword} On`, as the table shows it by itself. */
function readTable(output: string): readonly JsonObject[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const match =
      /^\s*(OperatingSystem|Data)\s+([A-Z]:)\s+[\d.,]+\s+([A-Za-z]+)\s+(\d+(?:[.,]\d+)?)\s+.*?\s(On|Off|Unknown)\s*$/.exec(
        line,
      );
    if (match === null) return [];
    const [, VolumeType, MountPoint, VolumeStatus, EncryptionPercentage, ProtectionStatus] = match;
    return [{ VolumeType, MountPoint, VolumeStatus, EncryptionPercentage, ProtectionStatus }];
  });
}
