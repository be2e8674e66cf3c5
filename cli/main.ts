import { readFileSync } from 'node:fs';
import process from 'node:process';
import { z } from 'zod';
import { dispatch, type CommandEntry } from './dispatch.ts';
import { createProcessIo } from './process-io.ts';

const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'Measure this laptop and judge it under a policy',
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'parse',
    summary: 'Read the recorded output of one source',
    load: async () => (await import('./commands/parse.ts')).parse,
  },
  {
    name: 'policy',
    summary: 'Check a policy file before it is published',
    load: async () => (await import('./commands/policy.ts')).policy,
  },
  {
    name: 'server',
    summary: 'Run the server: policies, laptops, people and the console',
    load: async () => (await import('./commands/server.ts')).server,
  },
  {
    name: 'web',
    summary: 'Check addresses against lists of unsafe sites',
    load: async () => (await import('./commands/web.ts')).web,
  },
  {
    name: 'audit',
    summary: 'Check that the audit log is what was written',
    load: async () => (await import('./commands/audit.ts')).audit,
  },
];

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

// exitCode rather than exit(): pending writes to a pipe must drain.
process.exitCode = await dispatch(COMMANDS, process.argv.slice(2), createProcessIo(), version);
