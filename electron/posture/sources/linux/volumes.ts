import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { readBlockDevices, type BlockDevice } from './block-devices.ts';
import { legsOf } from './disk-legs.ts';
import { isOnRemovable } from './removable.ts';

/**
 * Every fixed volume that is mounted and can be written to. Left out, since nothing of anybody's is kept there or nothing can be: boot and EFI
 * volumes (the firmware must be able to read them), swap, recovery, images that are mounted as files, and whatever is read-only.
 */
export const linuxVolumes = defineSource({
  id: 'linux/volumes',
  platform: 'linux',
  family: 'volumes',
  fact: 'fixedVolumes',
  pace: 'disk',
  gather: {
    via: 'command',
    tool: linuxTool('lsblk'),
    args: ['--json', '-o', 'NAME,KNAME,TYPE,FSTYPE,MOUNTPOINTS,PKNAME,RM,HOTPLUG,TRAN,RO'],
    olderArgs: ['--json', '-o', 'NAME,KNAME,TYPE,FSTYPE,MOUNTPOINT,PKNAME,RM,HOTPLUG,TRAN,RO'],
  },
  parse: (output) => {
    const devices = readBlockDevices(output);
    if (devices === null) return unknownReading.volumes(refusalReason(output));
    // Without the system's own volume (a ZFS root, a container) this list is not the whole.
    if (!devices.some((device) => device.mountpoints.includes('/'))) return unknownReading.volumes('unsupported');
    const volumes = [...new Map(devices.filter(isMeant).map((device) => [device.kname, device])).values()];
    return { volumes: volumes.map((device) => ({ encrypted: isEncrypted(device, devices) })), reason: null };
  },
});

function isMeant(device: BlockDevice): boolean {
  if (device.type === 'loop' || device.type === 'rom' || device.readOnly === true) return false;
  if (/^(zram|ram)\d+$/.test(device.kname) || device.fstype === 'swap' || device.fstype === 'squashfs') return false;
  if (isOnRemovable(device) && !device.mountpoints.includes('/')) return false;
  return device.mountpoints.some((mountpoint) => !/^(\[SWAP\]|\/boot|\/efi|\/recovery)(\/|$)/.test(mountpoint));
}

/** A device that stands on several is listed several times: all of its ways down count. */
function isEncrypted(device: BlockDevice, devices: readonly BlockDevice[]): boolean | null {
  const legs = devices.filter((other) => other.kname === device.kname).flatMap((other) => legsOf(other));
  if (legs.includes('plain')) return false;
  return legs.includes('unclear') ? null : true;
}
