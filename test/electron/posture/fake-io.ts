import type { CommandResult, PostureIo, RunCommand } from '../../../electron/posture/io/posture-io.ts';
import type { PostureClock } from '../../../electron/posture/clock.ts';

export const ANSWERED: CommandResult = {
  exitCode: 0,
  stdout: '',
  stderr: '',
  timedOut: false,
  truncated: false,
  missing: false,
  durationMs: 0,
};

/** A system of which a test says what each tool (by its last path part) answers. Everything else is not there. */
export function fakeIo(
  answers: Readonly<Record<string, (command: RunCommand, signal: AbortSignal) => Promise<Partial<CommandResult>>>>,
): PostureIo {
  return {
    run: async (command, signal) => {
      const tool = /[^/\\]+$/.exec(command.argv[0])?.[0] ?? '';
      const answer =
        command.argv[0].startsWith('/usr/bin/') || !command.argv[0].startsWith('/') ? answers[tool] : undefined;
      if (answer === undefined) return { ...ANSWERED, exitCode: null, missing: true };
      return { ...ANSWERED, ...(await answer(command, signal)) };
    },
    powershell: () => Promise.resolve({ ...ANSWERED, exitCode: null, missing: true }),
    programs: () => Promise.resolve({ status: 'missing' }),
    readFile: () => Promise.resolve({ status: 'missing' }),
    newestAge: () => Promise.resolve({ status: 'missing' }),
    identify: () => Promise.resolve({ manufacturer: 'Acme', model: 'One', virtual: false }),
    desktop: () => Promise.resolve(null),
    inspectApp: () =>
      Promise.resolve({ packaged: false, inspectable: false, traced: false, archive: null, signature: null }),
    watch: (_argv, _onLine, onEnd) => {
      queueMicrotask(onEnd);
      return { stop: () => undefined };
    },
    watchFiles: () => ({ stop: () => undefined }),
    fingerprint: () => Promise.resolve(null),
    look: () => Promise.resolve(null),
    release: () => undefined,
  };
}

export interface FakeClock extends PostureClock {
  /** Moves time on, firing what falls due in its order, and lets everything that follows happen. */
  advance(ms: number): Promise<void>;
  readonly pending: () => number;
}

export function fakeClock(): FakeClock {
  let nowMs = 0;
  const timers = new Set<{ readonly atMs: number; readonly fire: () => void }>();
  return {
    monotonicMs: () => nowMs,
    wallIso: () => new Date(Date.UTC(2026, 10, 22) + nowMs).toISOString(),
    setTimer: (fire, delayMs) => {
      const timer = { atMs: nowMs + delayMs, fire };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pending: () => timers.size,
    advance: async (ms) => {
      const endMs = nowMs + ms;
      for (;;) {
        await settle();
        const next = [...timers].filter((timer) => timer.atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        nowMs = Math.max(nowMs, next.atMs);
        timers.delete(next);
        next.fire();
      }
      nowMs = endMs;
      await settle();
    },
  };
}

/** Lets promises that are due run to their end. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
