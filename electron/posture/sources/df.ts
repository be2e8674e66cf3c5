import type { Platform } from '../../../core/ids.ts';
import { refusalReason } from './format/refusal.ts';
import { unknownReading } from './reading.ts';
import { defineSource, linuxTool, type Source } from './source.ts';

/**
 * `df -P -k PATH` (POSIX): one line for each file system, its heading translated, its numbers in blocks of 1,024 bytes.
 * On macOS the room of the container is that of the data volume.
 */
function df(platform: Platform, tool: readonly string[], path: string): Source<'diskSpace'> {
  return defineSource({
    id: `${platform}/df`,
    platform,
    family: 'diskSpace',
    fact: 'diskSpace',
    pace: 'disk',
    gather: { via: 'command', tool, args: ['-P', '-k', path] },
    parse: (output) => {
      const rows = output.split(/\r?\n/).flatMap((line) => {
        const match = /^\S.*?\s(\d+)\s+(\d+)\s+(-?\d+)\s+(?:\d+%|-)\s+(\/\S*)\s*$/.exec(line);
        return match === null ? [] : [{ total: Number(match[1]), free: Number(match[3]), path: match[4] ?? '' }];
      });
      const row = rows.length === 1 ? rows[0] : rows.find((one) => one.path === path || one.path === '/');
      if (row === undefined || row.total === 0) return unknownReading.diskSpace(refusalReason(output));
      const megabytes = (blocks: number): number => Math.floor((Math.max(0, blocks) * 1024) / 1_000_000);
      return { freeMegabytes: megabytes(row.free), totalMegabytes: megabytes(row.total), reason: null };
    },
  });
}

export const linuxDf = df('linux', linuxTool('df'), '/');
export const macosDf = df('macos', ['/bin/df'], '/System/Volumes/Data');
