import { keepWatchedOnly, readPrograms } from '../programs/read-list.ts';
import { defineSource } from '../source.ts';

/** `comm` is the whole path of the executable on macOS, without its arguments; the user tells whether the system's own are in the list. */
export const macosProcesses = defineSource({
  id: 'macos/processes',
  platform: 'macos',
  family: 'programs',
  fact: 'watchedPrograms',
  pace: 'programs',
  gather: {
    via: 'command',
    tool: ['/bin/ps'],
    args: ['-axo', 'pid,user,comm'],
    keepOnly: (output) => keepWatchedOnly(output, 'macos'),
  },
  parse: (output) => readPrograms(output, 'macos'),
});
