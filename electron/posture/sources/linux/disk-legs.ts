import type { BlockDevice } from './block-devices.ts';

export type Leg = 'encrypted' | 'plain' | 'unclear';

/** Every way down from a file system to a disk: through LUKS, past it, or not to be seen. */
export function legsOf(device: BlockDevice, depth = 0): readonly Leg[] {
  if (depth > 32) return ['unclear'];
  const down = (): readonly Leg[] => device.parents.flatMap((parent) => legsOf(parent, depth + 1));
  if (device.type === 'crypt') {
    if (device.parents.some(isLuks)) return ['encrypted'];
    const below = down();
    if (below.includes('encrypted')) return below;
    // dm-verity and dm-integrity are `crypt` to lsblk, too: they check, they don't hide.
    if (device.parents.some((parent) => parent.fstype !== null)) return below;
    // Plain dm-crypt has no header. Where file systems are listed it can't be told from verity; where they are not, LUKS is what it is.
    return device.fstype === null || below.length === 0 ? ['encrypted'] : ['unclear'];
  }
  if (device.parents.length > 0) {
    // Nothing but its mapping can stand on LUKS, whatever lsblk calls that: older ones say `dm`, `-f` says nothing.
    if (device.parents.every(isLuks)) return ['encrypted'];
    return down();
  }
  return [standsOnNothing(device) ? 'plain' : 'unclear'];
}

/** A disk or a partition is the end of the way; a mapped volume that shows nothing below itself was cut off from its tree. */
function standsOnNothing({ name, type }: BlockDevice): boolean {
  if (type === 'disk' || type === 'part' || type === 'loop' || type === 'rom') return true;
  return type === null && /^(sd[a-z]+|vd[a-z]+|xvd[a-z]+|hd[a-z]|nvme\d+n\d+p?|mmcblk\d+p?)\d*$/.test(name);
}

/** `lsblk -f` cuts the word where the terminal is narrow. */
function isLuks({ fstype }: BlockDevice): boolean {
  return fstype !== null && /^crypto(_(L(U(KS?)?)?)?)?$/.test(fstype);
}
