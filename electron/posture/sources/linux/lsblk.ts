import { encryptionReading } from '../encryption.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type EncryptionReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { readBlockDevices, type BlockDevice } from './block-devices.ts';
import { legsOf } from './disk-legs.ts';

/** util-linux lsblk needs no rights: FSTYPE comes from udev's database. */
export const lsblk = defineSource({
  id: 'linux/lsblk',
  platform: 'linux',
  family: 'encryption',
  fact: 'diskEncryption',
  pace: 'disk',
  gather: {
    via: 'command',
    tool: linuxTool('lsblk'),
    // Before util-linux 2.37 there is only MOUNTPOINT, which shows one of a volume's several mounts.
    args: ['--json', '-o', 'NAME,KNAME,TYPE,FSTYPE,MOUNTPOINTS,PKNAME'],
    olderArgs: ['--json', '-o', 'NAME,KNAME,TYPE,FSTYPE,MOUNTPOINT,PKNAME'],
  },
  parse: (output) => {
    const devices = readBlockDevices(output);
    if (devices === null) return unknownReading.encryption(refusalReason(output));
    const roots = devices.filter((device) => device.mountpoints.some(holdsSystem));
    // Nothing mounted at `/`: a ZFS or network root, an installer, a container, or a column that was not asked for.
    if (roots.length === 0) return unknownReading.encryption('unsupported');
    return judge([...roots, ...roots.flatMap((root) => otherMembers(root, devices))]);
  },
});

/** NixOS and Silverblue style systems mount their store or sysroot from the same volume, and some list only that. */
function holdsSystem(mountpoint: string): boolean {
  return mountpoint === '/' || mountpoint === '/nix/store' || mountpoint === '/sysroot';
}

/** A btrfs on several disks is mounted once: the others of its disks carry the same UUID. */
function otherMembers(root: BlockDevice, devices: readonly BlockDevice[]): readonly BlockDevice[] {
  if (root.fstype !== 'btrfs') return [];
  return devices.filter(
    (other) =>
      other !== root &&
      other.fstype === 'btrfs' &&
      other.mountpoints.length === 0 &&
      other.uuid === root.uuid &&
      root.uuid !== null,
  );
}

/** Every way down must go through LUKS; one plain leg of a RAID or LVM makes it partial. */
function judge(devices: readonly BlockDevice[]): EncryptionReading {
  const legs = devices.flatMap((device) => legsOf(device));
  if (legs.every((leg) => leg === 'plain')) return encryptionReading('off');
  if (legs.includes('plain'))
    return legs.includes('encrypted') ? encryptionReading('partial') : encryptionReading('off');
  return legs.includes('unclear') ? unknownReading.encryption('unreadable') : encryptionReading('on');
}
