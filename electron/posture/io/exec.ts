import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { decodeOutput } from '../sources/format/decode.ts';
import type { CommandResult, RunCommand, Watch } from './posture-io.ts';

/** What a child may know of our environment; a user's LD_PRELOAD or PATH would let them write our readings. */
const PASSED_ON = [
  'SystemRoot',
  'SystemDrive',
  'TEMP',
  'TMP',
  'ProgramData',
  'ProgramFiles',
  'USERPROFILE',
  'HOME',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
] as const;

export interface ExecOptions {
  readonly windows: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds on a clock that never goes back. */
  monotonicMs(): number;
}

/** A program that is talked to for as long as it lives. */
export interface Conversation {
  say(text: string): void;
  /** Kills the program and whatever it started; `onEnd` is not called for that. */
  stop(): void;
}

export interface Hears {
  onText(text: string): void;
  /** Once, when it ends by itself or can't start. */
  onEnd(): void;
}

export interface Exec {
  run(command: RunCommand, signal: AbortSignal): Promise<CommandResult>;
  converse(argv: readonly [string, ...string[]], hears: Hears): Conversation;
  watch(argv: readonly [string, ...string[]], onLine: (line: string) => void, onEnd: () => void): Watch;
}

/** The only place in the client that starts programs. */
export function createExec(options: ExecOptions): Exec {
  const env = childEnvironment(options);
  const start = ([file, ...args]: readonly [string, ...string[]], stdin: 'ignore' | 'pipe' = 'ignore'): ChildProcess =>
    // A process group of its own on POSIX, so that what the child starts dies with it.
    spawn(file, args, {
      env,
      shell: false,
      detached: !options.windows,
      windowsHide: true,
      stdio: [stdin, 'pipe', 'pipe'],
      cwd: options.windows ? undefined : '/',
    });
  const kill = (child: ChildProcess): void => killTree(child, options);
  return {
    run: (command, signal) => runOnce(command, signal, start, kill, options),
    converse: (argv, hears) => converse(start(argv, 'pipe'), hears, kill),
    watch: (argv, onLine, onEnd) => watchLines(argv, onLine, onEnd, start, kill),
  };
}

/** What a window needs beyond that, to find the screen and to speak the user's language. */
const FOR_WINDOWS = [
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'XDG_CURRENT_DESKTOP',
  'XDG_SESSION_TYPE',
  'XDG_SESSION_DESKTOP',
  'XDG_DATA_DIRS',
  'XDG_CONFIG_DIRS',
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'LC_MESSAGES',
] as const;

/** Starts a program of the user's desktop, which outlives us and is never listened to. False when it can't be started. */
export function startOnDesktop(
  [file, ...args]: readonly [string, ...string[]],
  env: ExecOptions['env'],
): Promise<boolean> {
  const { LC_ALL: _all, LANG: _lang, ...quiet } = childEnvironment({ windows: false, env });
  const seen = Object.fromEntries(FOR_WINDOWS.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      env: { ...quiet, ...seen },
      shell: false,
      detached: true,
      stdio: 'ignore',
      cwd: '/',
    });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

export const MISSING: CommandResult = {
  exitCode: null,
  stdout: '',
  stderr: '',
  timedOut: false,
  truncated: false,
  missing: true,
  durationMs: 0,
};

function runOnce(
  command: RunCommand,
  signal: AbortSignal,
  start: (argv: RunCommand['argv']) => ChildProcess,
  kill: (child: ChildProcess) => void,
  clock: ExecOptions,
): Promise<CommandResult> {
  // A fork only to learn that there is nothing to run would cost a hundred times as much.
  if (!existsSync(command.argv[0])) return Promise.resolve(MISSING);
  return new Promise((resolve) => {
    const startedMs = clock.monotonicMs();
    const child = start(command.argv);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const ended = { timedOut: false, truncated: false, missing: false, aborted: false };
    let bytes = 0;
    let settled = false;

    const settle = (exitCode: number | null): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({
        exitCode,
        stdout: decodeOutput(Buffer.concat(stdout)),
        stderr: decodeOutput(Buffer.concat(stderr)),
        timedOut: ended.timedOut || ended.aborted,
        truncated: ended.truncated,
        missing: ended.missing,
        durationMs: Math.max(0, clock.monotonicMs() - startedMs),
      });
    };
    const killNow = (): void => {
      kill(child);
      settle(null);
    };
    const timer = setTimeout(() => {
      ended.timedOut = true;
      killNow();
    }, command.timeoutMs);
    const onAbort = (): void => {
      ended.aborted = true;
      killNow();
    };
    const collect = (chunks: Buffer[]) => (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= command.maxBytes) {
        chunks.push(chunk);
        return;
      }
      ended.truncated = true;
      killNow();
    };

    child.stdout?.on('data', collect(stdout));
    child.stderr?.on('data', collect(stderr));
    child.on('error', (error: NodeJS.ErrnoException) => {
      ended.missing = error.code === 'ENOENT';
      settle(null);
    });
    child.on('close', (code) => settle(code));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

function watchLines(
  argv: readonly [string, ...string[]],
  onLine: (line: string) => void,
  onEnd: () => void,
  start: (argv: readonly [string, ...string[]]) => ChildProcess,
  kill: (child: ChildProcess) => void,
): Watch {
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    onEnd();
  };
  if (!existsSync(argv[0])) {
    queueMicrotask(end);
    return { stop: () => void (over = true) };
  }
  const child = start(argv);
  child.on('error', end);
  child.on('close', end);
  child.stderr?.resume();
  if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', (line) => over || onLine(line));
  return {
    stop: () => {
      if (over) return;
      over = true;
      kill(child);
    },
  };
}

function converse(child: ChildProcess, hears: Hears, kill: (child: ChildProcess) => void): Conversation {
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    hears.onEnd();
  };
  child.on('error', end);
  child.on('close', end);
  // It may be gone before it has heard everything; its end tells.
  child.stdin?.on('error', () => undefined);
  child.stderr?.resume();
  child.stdout?.setEncoding('latin1').on('data', (text: string) => over || hears.onText(text));
  return {
    say: (text) => void child.stdin?.write(text),
    stop: () => {
      if (over) return;
      over = true;
      kill(child);
      child.stdin?.destroy();
    },
  };
}

function killTree(child: ChildProcess, { windows, env }: ExecOptions): void {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null) return;
  if (windows) {
    const taskkill = `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\taskkill.exe`;
    spawn(taskkill, ['/T', '/F', '/PID', String(pid)], { shell: false, windowsHide: true, stdio: 'ignore' }).on(
      'error',
      () => child.kill(),
    );
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone already: it ended between our look and our kill.
    child.kill('SIGKILL');
  }
}

function childEnvironment({ windows, env }: Pick<ExecOptions, 'windows' | 'env'>): NodeJS.ProcessEnv {
  const passed = Object.fromEntries(PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
  const root = env['SystemRoot'] ?? 'C:\\Windows';
  const path = windows
    ? `${root}\\System32;${root};${root}\\System32\\Wbem`
    : '/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin';
  return { ...passed, PATH: path, LC_ALL: 'C', LANG: 'C' };
}
