import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { gatherDrives, isRemovable, readDrives } from './drives.ts';

/** Drives that can be taken out, with a medium in them; empty card readers have a letter, too, and are none. Optical and network drives are none. */
export const windowsRemovable = defineSource({
  id: 'windows/removable',
  platform: 'windows',
  family: 'removable',
  fact: 'removableStorage',
  pace: 'devices',
  gather: gatherDrives(false),
  parse: (output) => {
    const read = readDrives(output);
    if (read === null) return unknownReading.removable(refusalReason(output));
    const mounted = read.drives.filter(
      (drive) =>
        drive.letter !== read.system && (drive.type === 2 || drive.type === 3) && isRemovable(drive) && drive.hasMedium,
    );
    return { mounted: mounted.length, reason: null };
  },
});
