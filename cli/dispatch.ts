import { AppError } from '../core/errors.ts';
import { UsageError, type Command, type CommandIo, type ExitCode } from './command.ts';
import { didYouMean } from './did-you-mean.ts';

/** A command by its name, loaded only when it is asked for: `offhook check` must not load the server. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** Finds the command that the first word names and runs it. Never throws; every refusal is one sentence and exit code 2. */
export async function dispatch(
  entries: readonly CommandEntry[],
  argv: readonly string[],
  io: CommandIo,
  version: string,
): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-v') {
    io.out(`${version}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    io.err(overview(entries));
    return name === undefined ? 2 : 0;
  }
  const wanted = name === 'help' ? (rest[0] ?? '') : name;
  const entry = entries.find((candidate) => candidate.name === wanted);
  if (entry === undefined) {
    const names = entries.map((candidate) => candidate.name);
    io.err(`There is no command “${wanted}”.${didYouMean(wanted, names)} See: offhook --help\n`);
    return 2;
  }
  try {
    const command = await entry.load();
    if (name === 'help' || asksForHelp(rest)) {
      io.err(`${command.help.trim()}\n`);
      return 0;
    }
    return await command.run(rest, io);
  } catch (error) {
    return refuse(error, wanted, io);
  }
}

/** What follows `--` is never an option. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

function refuse(error: unknown, command: string, io: CommandIo): ExitCode {
  if (error instanceof UsageError || error instanceof AppError) {
    io.err(`${error.message}\n`);
    return 2;
  }
  const detail = error instanceof Error ? (io.env['OFFHOOK_DEBUG'] === undefined ? error.message : error.stack) : '';
  io.err(`“offhook ${command}” stopped because of a fault of its own: ${detail ?? 'unknown'}\n`);
  return 2;
}

function overview(entries: readonly CommandEntry[]): string {
  const width = Math.max(...entries.map((entry) => entry.name.length));
  const lines = entries.map((entry) => `  ${entry.name.padEnd(width)}  ${entry.summary}`);
  return `Usage: offhook COMMAND [options]

Commands:
${lines.join('\n')}

Run “offhook COMMAND --help” for one command’s options. JSON goes to standard output, text for people to standard error.
`;
}
