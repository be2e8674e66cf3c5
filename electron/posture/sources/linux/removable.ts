import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { readBlockDevices, type BlockDevice } from './block-devices.ts';

/** Drives that can be taken out, with something of theirs mounted. The disk that the system runs from and discs to read are none. */
export const linuxRemovable = defineSource({
  id: 'linux/removable',
  platform: 'linux',
  family: 'removable',
  fact: 'removableStorage',
  pace: 'devices',
  gather: {
    via: 'command',
    tool: linuxTool('lsblk'),
    args: ['--json', '-o', 'NAME,KNAME,TYPE,MOUNTPOINTS,PKNAME,RM,HOTPLUG,TRAN'],
    olderArgs: ['--json', '-o', 'NAME,KNAME,TYPE,MOUNTPOINT,PKNAME,RM,HOTPLUG,TRAN'],
  },
  parse: (output) => {
    const devices = readBlockDevices(output);
    if (devices === null) return unknownReading.removable(refusalReason(output));
    if (devices.every((device) => device.removable === null)) return unknownReading.removable('unreadable');
    const system = new Set(
      devices
        .filter((device) => device.mountpoints.includes('/'))
        .flatMap((device) => disksOf(device).map((disk) => disk.kname)),
    );
    const mounted = devices
      .filter((device) => device.mountpoints.length > 0 && isOnRemovable(device))
      .flatMap((device) => disksOf(device))
      .filter((disk) => disk.type !== 'rom' && disk.type !== 'loop' && !system.has(disk.kname));
    return { mounted: new Set(mounted.map((disk) => disk.kname)).size, reason: null };
  },
});

/** RM of a partition says nothing of its own: the disk below it is what can be taken out. */
export function isOnRemovable(device: BlockDevice, depth = 0): boolean {
  if (depth > 32) return false;
  return device.removable === true || device.parents.some((parent) => isOnRemovable(parent, depth + 1));
}

function disksOf(device: BlockDevice, depth = 0): readonly BlockDevice[] {
  return device.parents.length === 0 || depth > 32
    ? [device]
    : device.parents.flatMap((parent) => disksOf(parent, depth + 1));
}
