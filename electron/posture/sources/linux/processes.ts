import { readPrograms } from '../programs/read-list.ts';
import { defineSource } from '../source.ts';

/** The programs that run: from /proc, or `ps` in any layout. */
export const linuxProcesses = defineSource({
  id: 'linux/processes',
  platform: 'linux',
  family: 'programs',
  fact: 'watchedPrograms',
  pace: 'programs',
  gather: { via: 'programs' },
  parse: (output) => readPrograms(output, 'linux'),
});
