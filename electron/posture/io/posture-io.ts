/** A program to run: no shell, an absolute path, bounded in time and output. */
export interface RunCommand {
  readonly argv: readonly [absolutePath: string, ...args: string[]];
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** What of the output a recording may keep. Default: all of it. */
  readonly keepOnly?: (output: string) => string;
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

/** The programs of our own list that run; no other is ever named. `whole`: every program could be seen. */
export type ProgramsResult =
  | { readonly status: 'read'; readonly watched: readonly string[]; readonly whole: boolean }
  | { readonly status: 'missing' | 'needs-rights' | 'unreadable' };

/** For people to recognise the laptop by. */
export interface Identity {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly virtual: boolean | null;
}

/** Our own program, as far as it can look at itself. null: this build or system has no such proof. */
export interface AppState {
  /** Installed from a package, not started from sources. */
  readonly packaged: boolean;
  /** Started or opened for debugging, by Node's and Chromium's own switches. */
  readonly inspectable: boolean;
  /** Another program traces this one. null: the system does not say. */
  readonly traced: boolean | null;
  /** The archive with our code against the value that the build wrote elsewhere. */
  readonly archive: 'intact' | 'changed' | 'unreadable' | null;
  readonly signature: 'valid' | 'invalid' | 'unreadable' | null;
}

export interface Watch {
  /** Kills the program and whatever it started. */
  stop(): void;
}

/** Cheap looks, without starting a program, at what changes often. */
export type LookAt = 'processes' | 'mounts' | 'interfaces';

/**
 * Everything that the posture engine may do to the system. Nothing here throws for what the system answers:
 * a missing tool, a refusal and a timeout are results.
 */
export interface PostureIo {
  run(command: RunCommand, signal: AbortSignal): Promise<CommandResult>;
  /** Runs one script in the one PowerShell that lives as long as the shift. `missing` where there is none. */
  powershell(script: string, limits: Omit<RunCommand, 'argv'>, signal: AbortSignal): Promise<CommandResult>;
  /** A path may begin with `~/`: the user's home, as the system's own list of accounts has it. */
  readFile(path: string, maxBytes: number): Promise<FileResult>;
  newestAge(path: string): Promise<AgeResult>;
  /** Without starting a program; `missing` where the system has no list that can be read so. */
  programs(): Promise<ProgramsResult>;
  /** null when the system would not say in time. */
  identify(signal: AbortSignal): Promise<Identity | null>;
  /** XDG_CURRENT_DESKTOP, or what older systems have in its place; null when there is none. */
  desktop(): Promise<string | null>;
  inspectApp(signal: AbortSignal): Promise<AppState>;
  /** A long-lived program that prints a line for each change. `onEnd` is called once, when it ends by itself or can't start. */
  watch(argv: readonly [string, ...string[]], onLine: (line: string) => void, onEnd: () => void): Watch;
  /** Calls `onChange` with the path when one of these files, or a file directly in one of these folders, changes. Some changes may be missed. */
  watchFiles(paths: readonly string[], onChange: (path: string) => void): Watch;
  /** A text that differs once one of these files, or a file directly in one of these folders, was written; null when that can't be told. */
  fingerprint(paths: readonly string[]): Promise<string | null>;
  /** A text that differs once this has changed; null when that can't be told here. */
  look(at: LookAt): Promise<string | null>;
  /** Ends whatever was kept running for later questions. The next question starts it again. */
  release(): void;
}
