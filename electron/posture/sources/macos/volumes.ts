import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { readDiskutilInfo, type DiskInfo } from './diskutil-info.ts';

/**
 * Every mounted volume on a built-in disk that can be written to. Left out: the sealed system volume (read-only) and its helpers
 * (Preboot, Recovery, VM, Update and the like), which are plain by design, and disk images.
 */
export const macosVolumes = defineSource({
  id: 'macos/volumes',
  platform: 'macos',
  family: 'volumes',
  fact: 'fixedVolumes',
  pace: 'disk',
  gather: { via: 'command', tool: ['/usr/sbin/diskutil'], args: ['info', '-all'], timeoutMs: 20_000 },
  parse: (output) => {
    const disks = readDiskutilInfo(output);
    if (disks === null) return unknownReading.volumes(refusalReason(output));
    const volumes = disks.filter(isMeant);
    // The data volume, at least, is always one of them: without it the text was cut off.
    if (!volumes.some((disk) => disk.get('Mount Point') === '/System/Volumes/Data' || disk.get('Mount Point') === '/'))
      return unknownReading.volumes('unreadable');
    return { volumes: volumes.map((disk) => ({ encrypted: isEncrypted(disk) })), reason: null };
  },
});

/** Under these the system keeps its own volumes; the one with people's files is Data. */
const HELPERS =
  /^\/System\/Volumes\/(?!Data$)|^\/private\/var\/vm|^\/Volumes\/(Recovery|Preboot)$|^\/System\/Cryptexes/;

function isMeant(disk: DiskInfo): boolean {
  const mountpoint = disk.get('Mount Point');
  if (mountpoint === undefined || !mountpoint.startsWith('/') || HELPERS.test(mountpoint)) return false;
  if (/^Yes\b/.test(disk.get('Volume Read-Only') ?? disk.get('Read-Only Volume') ?? '')) return false;
  return /^Internal$/.test(disk.get('Device Location') ?? '') && !/^Disk Image$/.test(disk.get('Protocol') ?? '');
}

function isEncrypted(disk: DiskInfo): boolean | null {
  const vault = disk.get('FileVault') ?? disk.get('Encrypted');
  if (vault === undefined) return disk.get('Type (Bundle)') === 'apfs' ? null : false;
  return /^Yes\b/.test(vault) ? true : /^No\b/.test(vault) ? false : null;
}
