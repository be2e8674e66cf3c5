import { encryptionReading, readPercent } from '../encryption.ts';
import { asArray, asObject, asObjects, asString, type JsonObject } from '../format/json.ts';
import { readPlist } from '../format/plist.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type EncryptionReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/**
 * `diskutil apfs list [-plist]`. FileVault is what counts: the volumes of a T2 or Apple silicon Mac are always
 * `Encrypted at rest`, with a key that needs no password. Preboot, Recovery and VM volumes are plain by design.
 */
export const diskutilApfsList = defineSource({
  id: 'macos/diskutil-apfs-list',
  platform: 'macos',
  family: 'encryption',
  fact: 'diskEncryption',
  pace: 'disk',
  gather: { via: 'command', tool: ['/usr/sbin/diskutil'], args: ['apfs', 'list', '-plist'] },
  parse: (output) => {
    const plist = asObject(readPlist(output));
    const containers = plist === null ? containersOfText(output) : containersOfPlist(plist);
    // The system's container is the one with a System volume; another disk's container says nothing about it.
    const system = containers.filter((volumes) => volumes.some((volume) => volume.roles.includes('system')));
    const meant =
      system.length > 0
        ? system
        : containers.filter((volumes) => volumes.some((volume) => volume.roles.includes('data')));
    if (meant.length !== 1)
      return unknownReading.encryption(
        containers.length === 0 ? refusalReason(output) : meant.length === 0 ? 'unreadable' : 'contradictory',
      );
    return judge(meant[0] ?? []);
  },
});

interface Volume {
  readonly roles: readonly string[];
  readonly fileVault: boolean | null;
  readonly locked: boolean | null;
  readonly progress: { readonly percent: number | null; readonly down: boolean } | null;
}

function judge(volumes: readonly Volume[]): EncryptionReading {
  const meant = volumes.filter((volume) => volume.roles.includes('system') || volume.roles.includes('data'));
  const moving = meant.find((volume) => volume.progress !== null)?.progress;
  if (moving) return encryptionReading(moving.down ? 'decrypting' : 'encrypting', moving.percent);
  if (meant.some((volume) => volume.fileVault === null)) return unknownReading.encryption('unreadable');
  // A locked data volume belongs to another system in the same container: the running one's is open.
  const data = meant.filter((volume) => volume.roles.includes('data') && volume.locked !== true);
  const deciding = data.length > 0 ? data : meant;
  if (deciding.every((volume) => volume.fileVault === false)) return encryptionReading('off');
  if (meant.some((volume) => volume.fileVault === false && volume.locked !== true)) return encryptionReading('partial');
  // A system volume without its data volume is half the answer.
  return data.length === 0 ? unknownReading.encryption('unreadable') : encryptionReading('on');
}

function containersOfPlist(plist: JsonObject): readonly (readonly Volume[])[] {
  return asObjects(plist['Containers']).map((container) =>
    asObjects(container['Volumes']).map((volume) => {
      const percent = volume['CryptoMigrationPercent'] ?? volume['CryptoMigrationProgressPercent'];
      const moving = volume['CryptoMigrationOn'] === true || volume['CryptoMigrationDirection'] !== undefined;
      return {
        roles: asArray(volume['Roles']).flatMap((role) => asString(role)?.toLowerCase() ?? []),
        fileVault: typeof volume['FileVault'] === 'boolean' ? volume['FileVault'] : null,
        locked: typeof volume['Locked'] === 'boolean' ? volume['Locked'] : null,
        progress: moving
          ? {
              percent: typeof percent === 'number' ? percent : null,
              down: /decrypt/i.test(asString(volume['CryptoMigrationDirection']) ?? ''),
            }
          : null,
      };
    }),
  );
}

function containersOfText(output: string): readonly (readonly Volume[])[] {
  const containers = output.split(/^.*\+-- Container /m).slice(1);
  return containers.map((container) =>
    container
      .split(/\+-> Volume /)
      .slice(1)
      .map((block) => {
        const value = (name: string): string | null =>
          new RegExp(`${name}:[ \\t]+(\\S.*?)[ \\t]*$`, 'm').exec(block)?.[1] ?? null;
        const roles =
          /\(([A-Za-z, ]+)\)\s*$/m.exec(/^.*APFS Volume Disk \(Role\):.*$/m.exec(block)?.[0] ?? '')?.[1] ?? '';
        const vault = value('FileVault');
        const moving = /^[^\n]*((?:En|De)cryption (?:Progress|Direction)|Conversion Progress)[^\n]*$/im.exec(block);
        return {
          roles: roles.toLowerCase().split(/,\s*/),
          fileVault: vault === null ? null : /^yes\b/i.test(vault) ? true : /^no\b/i.test(vault) ? false : null,
          locked: vault === null ? null : /\(locked\)/i.test(vault),
          progress:
            moving === null
              ? null
              : { percent: readPercent(/:\s*([\d.,]+\s*%?)/.exec(moving[0])?.[1]), down: /decrypt/i.test(moving[0]) },
        };
      }),
  );
}
