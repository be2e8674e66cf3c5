import { asArray, asObject, asObjects, asString, type JsonObject } from '../format/json.ts';
import { readPlist } from '../format/plist.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** `diskutil list -plist external physical`: disks outside of the Mac, memory cards among them. An APFS container on one is mounted elsewhere, so it counts as it is. */
export const macosRemovable = defineSource({
  id: 'macos/removable',
  platform: 'macos',
  family: 'removable',
  fact: 'removableStorage',
  pace: 'devices',
  gather: {
    via: 'command',
    tool: ['/usr/sbin/diskutil'],
    args: ['list', '-plist', 'external', 'physical'],
  },
  parse: (output) => {
    const plist = asObject(readPlist(output));
    const disks = plist?.['AllDisksAndPartitions'];
    if (!Array.isArray(disks)) return unknownReading.removable(refusalReason(output));
    return { mounted: asObjects(disks).filter(isInUse).length, reason: null };
  },
});

function isInUse(disk: JsonObject): boolean {
  const parts = [disk, ...asObjects(asArray(disk['Partitions'])), ...asObjects(asArray(disk['APFSVolumes']))];
  return parts.some(
    (part) => asString(part['MountPoint']) !== null || /^Apple_APFS$/.test(asString(part['Content']) ?? ''),
  );
}
