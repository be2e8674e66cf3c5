import { linuxTool, type Gather } from '../source.ts';

/**
 * Only the lines that matter, of every file of a program's settings, in the order in which they lie there. 1: no such line. 2: one of the places
 * is not there, as most often.
 */
export function grepSettings(pattern: string, paths: readonly string[]): Gather {
  return {
    via: 'command',
    tool: linuxTool('grep'),
    args: ['-r', '-h', '-s', '-i', '-E', '-e', pattern, ...paths],
    okExit: [0, 1, 2],
  };
}
