import { UsageError, type Command } from '../command.ts';
import { didYouMean } from '../did-you-mean.ts';
import { WEB_CHECK_HELP } from '../web-check-help.ts';
import { WEB_COMPILE_HELP, WEB_STATS_HELP } from '../web-compile-help.ts';

interface Subcommand {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

const SUBCOMMANDS: readonly Subcommand[] = [
  {
    name: 'check',
    summary: 'Say whether addresses are blocked, and by which rule',
    load: async () => (await import('./web-check.ts')).webCheck,
  },
  {
    name: 'compile',
    summary: 'Compile block lists into the files that laptops hold',
    load: async () => (await import('./web-compile.ts')).webCompile,
  },
  {
    name: 'stats',
    summary: 'Say what a compiled list holds',
    load: async () => (await import('./web-stats.ts')).webStats,
  },
];

const HELP = `
Usage: offhook web SUBCOMMAND [options]

${SUBCOMMANDS.map(({ name, summary }) => `  ${name.padEnd(8)}  ${summary}`).join('\n')}

${WEB_CHECK_HELP.trim()}

${WEB_COMPILE_HELP.trim()}

${WEB_STATS_HELP.trim()}
`;

export const web: Command = {
  name: 'web',
  summary: 'Check addresses against lists of unsafe sites',
  // The dispatcher shows this for “offhook web check --help”, too: it must hold everything.
  help: HELP,
  run: async ([name, ...rest], io) => {
    const found = SUBCOMMANDS.find((candidate) => candidate.name === name);
    if (found !== undefined) return (await found.load()).run(rest, io);
    const names = SUBCOMMANDS.map((candidate) => candidate.name);
    if (name === undefined)
      throw new UsageError(`What should be done? One of: ${names.join(', ')}. See: offhook web --help`);
    throw new UsageError(
      `“offhook web” has no subcommand “${name}”.${didYouMean(name, names)} See: offhook web --help`,
    );
  },
};
