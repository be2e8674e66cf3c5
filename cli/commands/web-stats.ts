import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { heldBytes, openHeld } from '../../core/web/compiled/held-file.ts';
import { blockCount } from '../../core/web/compiled/names-file.ts';
import type { HeldRelease } from '../../core/web/compiled/compiled-index.ts';
import { UsageError, type Command } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { reasonOf } from '../read-input.ts';
import { WEB_STATS_HELP } from '../web-compile-help.ts';
import { readReleaseFolder } from '../../server/lists/release-folder.ts';

export const webStats: Command = {
  name: 'web stats',
  summary: 'Say what a compiled list holds',
  help: WEB_STATS_HELP,
  async run(args, io) {
    const { positionals } = parseOptions('web stats', args, {}, 1);
    const [path] = positionals;
    if (path === undefined) throw new UsageError('Which release? See: offhook web stats --help');
    const full = resolve(io.cwd, path);
    const isFolder = await stat(full).then(
      (found) => found.isDirectory() || full.endsWith('manifest.json'),
      (error: unknown) => {
        throw new UsageError(`“${path}” can’t be read: ${reasonOf(error)}.`, { cause: error });
      },
    );
    if (!isFolder) {
      const bytes = await readFile(full);
      const held = openHeld(bytes, (part) => Buffer.from(part).toString('utf8'));
      io.out(`${JSON.stringify(describe(held), null, 2)}\n`);
      return 0;
    }
    const { manifest, isSigned, held } = await readReleaseFolder(full.endsWith('manifest.json') ? dirname(full) : full);
    const { organisationId, version, previous, expiresAt, full: download, delta } = manifest;
    io.out(
      `${JSON.stringify({ organisationId, version, previous, expiresAt, isSigned, ...describe(held), lists: manifest.lists, download, delta }, null, 2)}\n`,
    );
    return 0;
  },
};

function describe({ table, palette, salt }: HeldRelease) {
  const { count, bucketBits, tagBits } = table.layout;
  const heldInMemory = heldBytes(table) + blockCount(count) * 4;
  return {
    names: count,
    fingerprintBits: bucketBits + tagBits,
    salt,
    bytesHeld: heldInMemory,
    megabytesPerMillion: Math.round((heldInMemory / Math.max(1, count)) * 100) / 100,
    kindsOfRule: palette.origins.length,
    lists: palette.lists,
  };
}
