import type { DevicePush } from '../../core/wire/device.ts';
import { backOffMs } from './back-off.ts';
import type { Clock } from './clock.ts';
import type { Exchanged } from './exchange.ts';
import type { HeartbeatContent, OpenPushSocket, PushSocket } from './push-socket.ts';

const HEARTBEAT_MS = 10_000;
/** Facts that come in a burst make one report. */
const COALESCE_MS = 50;
/** How often to ask again when there is no lease to renew, so that the server's picture does not go stale. */
const WITHOUT_LEASE_MS = 60_000;
/** The wall clock ran on by this much while the monotonic one did not: the computer slept and nobody told us. */
const SLEPT_MS = 5_000;
const LAST_WORDS_MS = 1_000;

export type ServerState = 'off' | 'connecting' | 'online' | 'offline';

export interface SessionDeps {
  readonly origin: string;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly exchange: (signal: AbortSignal) => Promise<Exchanged>;
  readonly openSocket: OpenPushSocket;
  readonly heartbeat: () => Omit<HeartbeatContent, 'endOfShift'>;
  readonly onHeartbeatSent: (text: string, content: HeartbeatContent) => void;
  readonly onExchanged: (exchanged: Exchanged) => void;
  /** The exchange failed: the client decides whether to go on (`true`) or this session is over. */
  readonly onFailed: (error: unknown) => boolean;
  readonly onPush: (push: DevicePush) => void;
  readonly onState: (state: ServerState) => void;
  /** The computer slept and never said so: this session has ended itself, and whatever it got before is worth nothing. */
  readonly onSlept: () => void;
}

/** The talk with the server for one shift. Before `start` and after `stop` it has no timer, no socket and no request. */
export interface ServerSession {
  start(): void;
  /** Facts have changed: report them within 50 ms. */
  reportSoon(): void;
  /** Something needs the server's word now. */
  reportNow(): void;
  /** The phone's state has changed: say so. */
  heartbeatNow(): void;
  /** Gives the lease back when `goodbye`, and ends everything. */
  stop(goodbye: boolean): Promise<void>;
}

export function createServerSession(deps: SessionDeps): ServerSession {
  const { clock } = deps;
  let abort: AbortController | null = null;
  let due: { readonly atMs: number; readonly cancel: () => void } | null = null;
  let busy = false;
  let again = false;
  let failures = 0;
  let failingSinceMs: number | null = null;
  let socket: PushSocket | null = null;
  let cancelHeartbeat: (() => void) | null = null;
  let clocks = { monoMs: 0, wallMs: 0 };

  function schedule(delayMs: number): void {
    const atMs = clock.nowMs() + delayMs;
    if (abort === null || (due !== null && due.atMs <= atMs)) return;
    due?.cancel();
    due = { atMs, cancel: clock.after(delayMs, () => void run()) };
  }

  async function run(): Promise<void> {
    due?.cancel();
    due = null;
    if (abort === null) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const { signal } = abort;
    try {
      const exchanged = await deps.exchange(signal);
      // A lease counts from when it was asked for, on a clock that stood still in a sleep.
      if (!signal.aborted) noticeSleep();
      if (!signal.aborted) succeeded(exchanged);
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
    busy = false;
    if (again) {
      again = false;
      schedule(0);
    }
  }

  function succeeded(exchanged: Exchanged): void {
    failures = 0;
    failingSinceMs = null;
    deps.onState('online');
    socket ??= openSocket(exchanged);
    deps.onExchanged(exchanged);
    // Half of the lease is left for a slow or restarting server; the jitter keeps many clients from asking at once.
    const { lease } = exchanged;
    const halfMs = lease === null ? WITHOUT_LEASE_MS : lease.durationMs * (0.45 + 0.1 * deps.random());
    schedule(Math.max(0, exchanged.askedAtMs + halfMs - clock.nowMs()));
  }

  function failed(error: unknown): void {
    deps.onState('offline');
    if (!deps.onFailed(error)) return;
    failingSinceMs ??= clock.nowMs();
    schedule(backOffMs(failures, clock.nowMs() - failingSinceMs, deps.random));
    failures += 1;
  }

  function openSocket({ reply }: Exchanged): PushSocket {
    const opened: PushSocket = deps.openSocket(
      { origin: deps.origin, ticket: reply.socketTicket, sessionKey: reply.sessionKey },
      {
        onPush: (push) => {
          if (socket !== opened) return;
          if (push.type === 'welcome') beat();
          else deps.onPush(push);
        },
        onLost: () => {
          if (socket !== opened) return;
          socket = null;
          failed(null);
        },
      },
    );
    return opened;
  }

  function say(endOfShift: boolean): void {
    if (socket === null) return;
    const content = { ...deps.heartbeat(), endOfShift };
    const text = socket.heartbeat(content);
    if (text !== false) deps.onHeartbeatSent(text, content);
  }

  function beat(): void {
    cancelHeartbeat?.();
    if (abort === null) return;
    cancelHeartbeat = clock.after(HEARTBEAT_MS, beat);
    noticeSleep();
    say(false);
  }

  /**
   * For a system that never said `suspend`. A clock that somebody sets ahead looks the same and costs a new measurement and
   * exchange; one that is set back can be no sleep.
   */
  function noticeSleep(): void {
    if (abort === null) return;
    const now = { monoMs: clock.nowMs(), wallMs: clock.wall().getTime() };
    const sleptMs = now.wallMs - clocks.wallMs - (now.monoMs - clocks.monoMs);
    clocks = now;
    if (!(sleptMs > SLEPT_MS)) return;
    void stop(false);
    deps.onSlept();
  }

  async function stop(goodbye: boolean): Promise<void> {
    if (abort === null) return;
    if (goodbye) say(true);
    abort.abort();
    abort = null;
    due?.cancel();
    due = null;
    cancelHeartbeat?.();
    cancelHeartbeat = null;
    again = false;
    failures = 0;
    failingSinceMs = null;
    deps.onState('off');
    const closing = socket;
    socket = null;
    await closing?.close(LAST_WORDS_MS);
  }

  return {
    start() {
      if (abort !== null) return;
      abort = new AbortController();
      clocks = { monoMs: clock.nowMs(), wallMs: clock.wall().getTime() };
      deps.onState('connecting');
      cancelHeartbeat = clock.after(HEARTBEAT_MS, beat);
      schedule(0);
    },
    reportSoon() {
      schedule(COALESCE_MS);
    },
    reportNow() {
      schedule(0);
    },
    heartbeatNow: beat,
    stop,
  };
}
