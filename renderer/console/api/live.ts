import { liveEventSchema, type LiveEvent } from '../../../core/wire/console.ts';

/** `reconnecting`: what is on screen may be old, and says so. */
export type LiveState = 'connecting' | 'live' | 'reconnecting';

/** The part of EventSource that is used, so that tests can play the server. */
export interface EventSourceLike {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface LivePorts {
  readonly open: (url: string) => EventSourceLike;
  /** Calls back after `ms`; returns what cancels it. */
  readonly later: (run: () => void, ms: number) => () => void;
}

export interface LiveListener {
  /** Events in the order in which they came, gathered for a moment so that a storm costs one redraw. */
  readonly onEvents: (events: readonly LiveEvent[]) => void;
  readonly onState: (state: LiveState) => void;
  /** Events may have been missed: read everything again. */
  readonly onGap: () => void;
  /** The server refused the line outright, which most often means that the session has ended. */
  readonly onRefused: () => void;
}

const CLOSED = 2;
const GATHER_MS = 60;
const RETRY_MS = [1000, 2000, 5000, 10_000, 30_000] as const;
const EVENT_NAMES = ['message', ...liveEventSchema.options.map((option) => option.shape.type.value)];

/** Keeps `GET /api/live` open until the returned function is called. */
export function listenLive(ports: LivePorts, listener: LiveListener): () => void {
  let source: EventSourceLike | null = null;
  let cancelRetry: (() => void) | null = null;
  let cancelFlush: (() => void) | null = null;
  let waiting: LiveEvent[] = [];
  let failures = 0;
  let hasMissedSome = false;

  function connect(): void {
    cancelRetry = null;
    const opened = ports.open('/api/live');
    source = opened;
    opened.addEventListener('open', () => {
      failures = 0;
      listener.onState('live');
      // Also at the first opening: what changed between the first read and now was told to nobody.
      listener.onGap();
    });
    opened.addEventListener('error', () => {
      listener.onState('reconnecting');
      // A dropped line is dialled again by the browser itself; a refused one is not (HTML §9.2.3).
      if (opened.readyState !== CLOSED) return;
      opened.close();
      listener.onRefused();
      cancelRetry ??= ports.later(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 30_000);
      failures += 1;
    });
    for (const name of EVENT_NAMES) opened.addEventListener(name, (event) => receive(event.data));
  }

  function receive(data: unknown): void {
    const event = readEvent(data);
    if (event === null) hasMissedSome = true;
    else waiting.push(event);
    cancelFlush ??= ports.later(flush, GATHER_MS);
  }

  function flush(): void {
    cancelFlush = null;
    const events = waiting;
    waiting = [];
    if (events.length > 0) listener.onEvents(events);
    // A newer server may say things that this page doesn't know; reading again is always right.
    if (hasMissedSome) listener.onGap();
    hasMissedSome = false;
  }

  listener.onState('connecting');
  connect();
  return () => {
    source?.close();
    cancelRetry?.();
    cancelFlush?.();
  };
}

function readEvent(data: unknown): LiveEvent | null {
  if (typeof data !== 'string') return null;
  try {
    return liveEventSchema.parse(JSON.parse(data));
  } catch {
    return null;
  }
}
