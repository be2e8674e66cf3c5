import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { gatherDrives, isRemovable, readDrives } from './drives.ts';

/** Every local drive with a letter. Recovery and EFI partitions have none, so they are left out by themselves. */
export const windowsVolumes = defineSource({
  id: 'windows/volumes',
  platform: 'windows',
  family: 'volumes',
  fact: 'fixedVolumes',
  pace: 'disk',
  gather: gatherDrives(true),
  parse: (output) => {
    const read = readDrives(output);
    if (read === null) return unknownReading.volumes(refusalReason(output));
    const fixed = read.drives.filter(
      (drive) => drive.letter === read.system || (drive.type === 3 && !isRemovable(drive)),
    );
    return { volumes: fixed.map(({ protection }) => ({ encrypted: isEncrypted(protection) })), reason: null };
  },
});

/** As in shell-bitlocker-protection.ts: 1 is on and 6 locked, which a drive that is not the system's may well be. 0 and nothing say nothing. */
function isEncrypted(protection: number | null): boolean | null {
  if (protection === 1 || protection === 6) return true;
  return protection === null || protection === 0 || protection === 7 ? null : false;
}
