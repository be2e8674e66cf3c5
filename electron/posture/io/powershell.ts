import { MISSING, type Conversation, type Exec } from './exec.ts';
import { answerReader, requestLine, type Answer } from './powershell-frame.ts';
import type { CommandResult, RunCommand } from './posture-io.ts';

/** Reads commands from standard input until that ends. The execution policy stays what it is: it holds for script files, and we have none. */
const LOOP = ['-NoLogo', '-NoProfile', '-NonInteractive', '-InputFormat', 'Text', '-Command', '-'] as const;

/** After it hung or fell over it is started again, each time later. Milliseconds. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

export interface PowerShell {
  run(script: string, limits: Omit<RunCommand, 'argv'>, signal: AbortSignal): Promise<CommandResult>;
  /** Ends the process. Whoever still waits is answered that nothing came. */
  release(): void;
}

export interface PowerShellOptions {
  readonly exec: Pick<Exec, 'converse'>;
  /** null where there is none. */
  readonly program: string | null;
  readonly args?: readonly string[];
  monotonicMs(): number;
  /** Calls `fire` once after `delayMs`; gives back its cancel. */
  setTimer(fire: () => void, delayMs: number): () => void;
  /** Nobody can guess it: what a script prints must never pass for the end of an answer. */
  randomId(): string;
}

interface Request {
  readonly script: string;
  readonly limits: Omit<RunCommand, 'argv'>;
  /** All who asked the same while it waited or ran. */
  readonly waiting: Set<(result: CommandResult) => void>;
  readonly settle: (result: CommandResult) => void;
}

/** One PowerShell for all scripts, one after the other: each start of its own would take up to a second of a laptop's processor. */
export function createPowerShell(options: PowerShellOptions): PowerShell {
  const { exec, program, args = LOOP } = options;
  const queue: Request[] = [];
  let current: { readonly request: Request; readonly startedMs: number; cancelTimeout: () => void } | null = null;
  let process: { readonly talk: Conversation; hear: (text: string) => void } | null = null;
  let failures = 0;
  let notBeforeMs = 0;
  let cancelPause: (() => void) | null = null;

  const finish = (patch: Partial<CommandResult>): void => {
    if (current === null) return;
    const { request, startedMs, cancelTimeout } = current;
    current = null;
    cancelTimeout();
    request.settle({ ...NO_ANSWER, ...patch, durationMs: Math.max(0, options.monotonicMs() - startedMs) });
  };

  const drop = (): void => {
    process?.talk.stop();
    process = null;
  };

  /** What is left of it can't be trusted to be between two answers. */
  const fail = (patch: Partial<CommandResult>): void => {
    drop();
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
    failures += 1;
    notBeforeMs = options.monotonicMs() + pauseMs;
    finish(patch);
    next();
  };

  const open = (path: string): NonNullable<typeof process> => {
    const opened: NonNullable<typeof process> = {
      hear: () => undefined,
      talk: exec.converse([path, ...args], {
        onText: (text) => opened.hear(text),
        onEnd: () => {
          if (process !== opened) return;
          if (current !== null) fail({});
          else process = null;
        },
      }),
    };
    return opened;
  };

  const ask = (request: Request, path: string): void => {
    process ??= open(path);
    const id = options.randomId();
    const read = answerReader(id, request.limits.maxBytes);
    current = {
      request,
      startedMs: options.monotonicMs(),
      cancelTimeout: options.setTimer(() => fail({ timedOut: true }), request.limits.timeoutMs),
    };
    process.hear = (text) => {
      const answer = read(text);
      if (answer === null) return;
      if (answer === 'too long') {
        fail({ truncated: true });
        return;
      }
      failures = 0;
      finish(resultOf(answer));
      next();
    };
    process.talk.say(requestLine(request.script, id));
  };

  const next = (): void => {
    if (current !== null || cancelPause !== null || program === null) return;
    const request = queue[0];
    if (request === undefined) return;
    const pauseMs = process === null ? notBeforeMs - options.monotonicMs() : 0;
    if (pauseMs > 0) {
      cancelPause = options.setTimer(() => {
        cancelPause = null;
        next();
      }, pauseMs);
      return;
    }
    queue.shift();
    ask(request, program);
  };

  const leave = (request: Request, resolve: (result: CommandResult) => void): void => {
    request.waiting.delete(resolve);
    resolve({ ...NO_ANSWER, timedOut: true });
    if (request.waiting.size > 0) return;
    const index = queue.indexOf(request);
    if (index >= 0) queue.splice(index, 1);
    // Nobody wants its answer any more, and the next must not wait for it.
    if (current?.request === request) {
      drop();
      finish({ timedOut: true });
      next();
    }
  };

  const requestFor = (script: string, limits: Omit<RunCommand, 'argv'>): Request => {
    const same = [...(current === null ? [] : [current.request]), ...queue].find(
      (request) => request.script === script,
    );
    if (same !== undefined) return same;
    const waiting: Request['waiting'] = new Set();
    const settle = (result: CommandResult): void => {
      for (const one of waiting) one(result);
      waiting.clear();
    };
    const request = { script, limits, waiting, settle };
    queue.push(request);
    return request;
  };

  return {
    run: (script, limits, signal) => {
      if (program === null) return Promise.resolve(MISSING);
      if (signal.aborted) return Promise.resolve({ ...NO_ANSWER, timedOut: true });
      const request = requestFor(script, limits);
      return new Promise((resolve) => {
        const answered = (result: CommandResult): void => {
          signal.removeEventListener('abort', onAbort);
          resolve(result);
        };
        const onAbort = (): void => leave(request, answered);
        request.waiting.add(answered);
        signal.addEventListener('abort', onAbort, { once: true });
        next();
      });
    },
    release: () => {
      cancelPause?.();
      cancelPause = null;
      drop();
      failures = 0;
      notBeforeMs = 0;
      finish({});
      for (const request of queue.splice(0)) request.settle(NO_ANSWER);
    },
  };
}

const NO_ANSWER: CommandResult = { ...MISSING, missing: false };

function resultOf(answer: Answer): Partial<CommandResult> {
  return answer.ok ? { exitCode: 0, stdout: answer.text } : { exitCode: 1, stderr: answer.text };
}
