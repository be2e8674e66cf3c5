/** What a command may touch. Passed in, so that tests run commands without a process. */
export interface CommandIo {
  /** For machines: JSON and nothing else. */
  out(text: string): void;
  /** For people. */
  err(text: string): void;
  /** All of standard input, as bytes. */
  readStdin(): Promise<Uint8Array>;
  /** Standard input line by line, for commands that answer as they read. */
  stdinChunks(): AsyncIterable<Uint8Array>;
  /** Aborts on SIGINT and SIGTERM; a long-running command then ends what it started and resolves. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths on the command line are relative to. */
  readonly cwd: string;
}

/** 0 is success; 1 a finding or failure; 2 bad usage, or that it could not be judged. */
export type ExitCode = number;

/** One command of the command line. `args` are what follows its name; it parses them with `parseOptions`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole page that `offhook NAME --help` prints. */
  readonly help: string;
  run(args: readonly string[], io: CommandIo): Promise<ExitCode>;
}

/** The caller asked for something that does not exist or can't be. Printed as it is, with exit code 2. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}
