import { encryptionReading } from '../encryption.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type EncryptionReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { readBlockDevices, type BlockDevice } from './block-devices.ts';

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
    return worst(roots.map(judge));
  },
});

/** NixOS and Silverblue style systems mount their store or sysroot from the same volume, and some list only that. */
function holdsSystem(mountpoint: string): boolean {
  return mountpoint === '/' || mountpoint === '/nix/store' || mountpoint === '/sysroot';
}

/** Every way down from the file system to a disk must go through LUKS; one plain leg of a RAID or LVM makes it partial. */
function judge(device: BlockDevice): EncryptionReading {
  const legs = legsOf(device, 0);
  if (legs.includes('unclear')) return unknownReading.encryption('unreadable');
  if (legs.every((leg) => leg === 'encrypted')) return encryptionReading('on');
  return legs.includes('encrypted') ? encryptionReading('partial') : encryptionReading('off');
}

type Leg = 'encrypted' | 'plain' | 'unclear';

function legsOf(device: BlockDevice, depth: number): readonly Leg[] {
  if (depth > 32) return ['unclear'];
  if (device.type === 'crypt') {
    // Plain dm-crypt (a swap with a key of the day, VeraCrypt's mapper) has no LUKS below it and proves nothing.
    const below = device.parents.map((parent) => parent.fstype);
    if (below.some((fstype) => fstype === 'crypto_LUKS')) return ['encrypted'];
    return below.every((fstype) => fstype === null) ? ['encrypted'] : ['unclear'];
  }
  if (device.parents.length > 0) return device.parents.flatMap((parent) => legsOf(parent, depth + 1));
  if (device.type === null) return ['unclear'];
  // A mapped volume that shows nothing below itself was cut off from its tree.
  return device.type === 'lvm' || device.type === 'dm' || device.type.startsWith('raid') || device.type === 'mpath'
    ? ['unclear']
    : ['plain'];
}

function worst(readings: readonly EncryptionReading[]): EncryptionReading {
  const order = (reading: EncryptionReading): number =>
    reading.encrypted === false ? 0 : reading.encrypted === null ? 1 : 2;
  const first = [...readings].sort((a, b) => order(a) - order(b))[0];
  return first ?? unknownReading.encryption('unreadable');
}
