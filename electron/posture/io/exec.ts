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

export interface Exec {
  run(command: RunCommand, signal: AbortSignal): Promise<CommandResult>;
  watch(argv: readonly [string, ...string[]], onLine: (line: string) => void, onEnd: () => void): Watch;
}

/** The only place in the client that starts programs. */
export function createExec(options: ExecOptions): Exec {
  const env = childEnvironment(options);
  const start = ([file, ...args]: readonly [string, ...string[]]): ChildProcess =>
    // A process group of its own on POSIX, so that what the child starts dies with it.
    spawn(file, args, {
      env,
      shell: false,
      detached: !options.windows,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: options.windows ? undefined : '/',
    });
  const kill = (child: ChildProcess): void => killTree(child, options);
  return {
    run: (command, signal) => runOnce(command, signal, start, kill, options),
    watch: (argv, onLine, onEnd) => watchLines(argv, onLine, onEnd, start, kill),
  };
}

const MISSING: CommandResult = {
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
  const child = start(argv);
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    onEnd();
  };
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

function childEnvironment({ windows, env }: ExecOptions): NodeJS.ProcessEnv {
  const passed = Object.fromEntries(PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
  const root = env['SystemRoot'] ?? 'C:\\Windows';
  const path = windows
    ? `${root}\\System32;${root};${root}\\System32\\Wbem`
    : '/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin';
  return { ...passed, PATH: path, LC_ALL: 'C', LANG: 'C' };
}
