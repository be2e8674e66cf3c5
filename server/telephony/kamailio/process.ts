import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { EngineFiles } from './engine-files.ts';
import { createEngineRpc } from './rpc.ts';

const READY_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 3_000;
const POLL_MS = 20;

/**
 * Run by a Node of its own that does one thing: when its standard input ends, which the system sees to even when the
 * parent is killed outright, it ends the engine's process group. Kamailio is a family of processes that would live on.
 */
const GUARD = `
const pgid = Number(process.argv[1]);
const send = (signal) => { try { process.kill(-pgid, signal); return true; } catch { return false; } };
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('SIGHUP', () => {});
process.stdin.resume();
process.stdin.on('end', () => {
  if (!send('SIGTERM')) process.exit();
  setTimeout(() => { send('SIGKILL'); process.exit(); }, ${STOP_TIMEOUT_MS});
  setInterval(() => { if (!send(0)) process.exit(); }, 50);
});
`;

export interface EngineProcess {
  readonly pid: number;
  /** Resolves when the engine has ended, wanted or not, with the last that it said. */
  readonly ended: Promise<{ readonly code: number | null; readonly lastWords: string }>;
  /** Ends the engine and everything that it started, and waits until they are gone. */
  stop(): Promise<void>;
}

export interface StartInput {
  readonly binary: string;
  readonly files: EngineFiles;
  /** Ends the engine when aborted, also while it starts. */
  readonly signal: AbortSignal;
}

/**
 * Starts Kamailio in the foreground, in a process group of its own, and waits until phones and the control plane can
 * reach it. Rejects with one sentence when a port is taken or when the engine gives up.
 *
 * No orphans: `stop` and `signal` end the whole group (SIGTERM, then SIGKILL); when this process is killed without
 * notice, the guard above does.
 */
export async function startKamailio({ binary, files, signal }: StartInput): Promise<EngineProcess> {
  const { settings } = files;
  signal.throwIfAborted();
  await assertPortFree(settings.webSocketPort, settings.listenAddress, 'the phones');
  await assertPortFree(settings.rpcPort, '127.0.0.1', 'the control plane');
  const child = spawn(binary, ['-f', files.configFile, '-DD', '-E', '-Y', files.folder, '-w', files.folder], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...files.environment },
  });
  const engine = supervise(child);
  const onAbort = (): void => void engine.stop();
  signal.addEventListener('abort', onAbort, { once: true });
  void engine.ended.then(() => signal.removeEventListener('abort', onAbort));
  try {
    await untilReady(engine, files, signal);
  } catch (error) {
    await engine.stop();
    throw error;
  }
  return engine;
}

function supervise(child: ChildProcess): EngineProcess {
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-4000);
  });
  const { pid } = child;
  const guard = pid === undefined ? null : spawnGuard(pid);
  let running = true;
  const ended = new Promise<{ code: number | null; lastWords: string }>((resolve) => {
    const finish = (code: number | null, words: string): void => {
      running = false;
      // The main process may have died alone; its family must not stay.
      if (pid !== undefined) signalGroup(pid, 'SIGKILL');
      guard?.stdin?.end();
      resolve({ code, lastWords: words });
    };
    child.once('error', (error) => finish(null, error.message));
    child.once('exit', (code) => finish(code, lastWords));
  });
  return {
    pid: pid ?? 0,
    ended,
    async stop() {
      if (!running || pid === undefined) return;
      signalGroup(pid, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
      while (signalGroup(pid, 0)) await pause(POLL_MS);
    },
  };
}

function spawnGuard(pid: number): ChildProcess {
  const guard = spawn(process.execPath, ['-e', GUARD, String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  });
  // Without a guard the engine still ends with `stop`; only a killed parent would leave it.
  guard.on('error', () => undefined);
  guard.stdin?.on('error', () => undefined);
  guard.unref();
  return guard;
}

/** False when the group is gone. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

async function untilReady(engine: EngineProcess, files: EngineFiles, signal: AbortSignal): Promise<void> {
  let failed: string | null = null;
  const watch = async (): Promise<void> => {
    failed = (await engine.ended).lastWords;
  };
  void watch();
  const { settings } = files;
  const rpc = createEngineRpc({ port: settings.rpcPort, key: files.rpcKey, timeoutMs: 1000, fetch: globalThis.fetch });
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    signal.throwIfAborted();
    if (failed !== null) throw new AppError('UNAVAILABLE', `The phone engine did not start: ${reason(failed)}`);
    const [answersRpc, answersPhones] = await Promise.all([
      rpc.call('core.uptime', [], z.unknown()).then(
        () => true,
        () => false,
      ),
      acceptsTls(settings.webSocketPort, settings.listenAddress),
    ]);
    if (answersRpc && answersPhones) return;
    if (performance.now() > deadline)
      throw new AppError('UNAVAILABLE', `The phone engine did not answer within ${READY_TIMEOUT_MS / 1000} seconds.`);
    await pause(POLL_MS);
  }
}

/** The first line that says what is wrong, without Kamailio's prefix of time, process and place. */
function reason(lastWords: string): string {
  const line = lastWords.split('\n').find((text) => /ERROR|CRITICAL|error/.test(text)) ?? lastWords.trim();
  const text = line.replace(/^.*?(?:ERROR|CRITICAL): /, '').replace(/^\S+ \[[^\]]*\]: \w+\(\): /, '');
  return text.slice(0, 300) || 'it gave no reason';
}

function assertPortFree(port: number, address: string, whom: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const what = error.code === 'EADDRINUSE' ? 'is in use by another program' : `can't be used (${error.code})`;
      reject(
        new AppError(
          'UNAVAILABLE',
          `Port ${port} on ${address}, which the phone engine needs for ${whom}, ${what}. Stop that program or choose another port.`,
          { cause: error },
        ),
      );
    });
    probe.listen({ port, host: address, exclusive: true }, () => probe.close(() => resolve()));
  });
}

function acceptsTls(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    // Only asks whether somebody shakes hands there; nothing is sent, so there is nobody to trust.
    const socket = connectTls({ port, host: address === '0.0.0.0' ? '127.0.0.1' : address, rejectUnauthorized: false });
    const finish = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(1000, () => finish(false));
    socket.once('secureConnect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
