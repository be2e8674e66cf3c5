/** A program to run: no shell, an absolute path, bounded in time and output. */
export interface RunCommand {
  readonly argv: readonly [absolutePath: string, ...args: string[]];
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export interface CommandResult {
  /** null when it was killed, never started, or is not there. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** The output was longer than allowed; what there is of it proves nothing. */
  readonly truncated: boolean;
  /** There is no such program. */
  readonly missing: boolean;
  readonly durationMs: number;
}

export type FileResult =
  | { readonly status: 'read'; readonly text: string }
  | { readonly status: 'missing' | 'needs-rights' | 'unreadable' };

/** How long ago the newest of a file, or of the files directly in a folder, was written. Ages, so that a replay elsewhere is the same. */
export type AgeResult =
  | { readonly status: 'read'; readonly ageMs: number; readonly entries: number }
  | { readonly status: 'missing' | 'needs-rights' | 'unreadable' };

/** For people to recognise the laptop by. */
export interface Identity {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly virtual: boolean | null;
}

export interface Watch {
  /** Kills the program and whatever it started. */
  stop(): void;
}

/**
 * Everything that the posture engine may do to the system. Nothing here throws for what the system answers:
 * a missing tool, a refusal and a timeout are results.
 */
export interface PostureIo {
  run(command: RunCommand, signal: AbortSignal): Promise<CommandResult>;
  readFile(path: string, maxBytes: number): Promise<FileResult>;
  newestAge(path: string): Promise<AgeResult>;
  /** null when the system would not say in time. */
  identify(signal: AbortSignal): Promise<Identity | null>;
  /** A long-lived program that prints a line for each change. `onEnd` is called once, when it ends by itself or can't start. */
  watch(argv: readonly [string, ...string[]], onLine: (line: string) => void, onEnd: () => void): Watch;
}
