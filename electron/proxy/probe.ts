import { isSame } from './control.ts';

/** RFC 2606 keeps `.invalid` from ever existing, so nobody but this proxy can answer for the name. */
export const PROBE_HOST = 'offhook-probe.invalid';

export interface Probe {
  /** Open this in a browser: our page comes only if that browser goes through this proxy. */
  readonly url: string;
  /** Resolves with the browser's family when it came, or null when it did not in time. */
  readonly seen: Promise<BrowserFamily | null>;
}

export type BrowserFamily = 'chrome' | 'edge' | 'firefox' | 'safari' | 'opera' | 'other';

export interface Probes {
  issue(): Probe;
  /** Takes the path that a browser asked for. False for a path that was never given out, was used or is too old. */
  answer(path: string, userAgent: string): boolean;
  /** Milliseconds since each family last sent anything through this proxy. Where to is not kept. */
  lastSeen(): Readonly<Partial<Record<BrowserFamily, number>>>;
  noteBrowser(userAgent: string | undefined): void;
  stop(): void;
}

export interface ProbeOptions {
  /** 128 or more random bits as text that fits in a path. */
  randomToken(): string;
  /** Milliseconds on a clock that never goes back. */
  monotonicMs(): number;
  readonly lifetimeMs: number;
}

interface Waiting {
  readonly token: string;
  resolve(family: BrowserFamily | null): void;
  readonly timer: NodeJS.Timeout;
}

/** More than the browsers of one computer. */
const MAX_WAITING = 16;

/** Gives out one-time addresses and notices which kinds of browser come by, without noticing where they go. */
export function createProbes(options: ProbeOptions): Probes {
  const waiting = new Set<Waiting>();
  const lastSeenMs = new Map<BrowserFamily, number>();
  const finish = (entry: Waiting, family: BrowserFamily | null): void => {
    waiting.delete(entry);
    clearTimeout(entry.timer);
    entry.resolve(family);
  };
  const note = (userAgent: string | undefined): void => {
    if (userAgent !== undefined) lastSeenMs.set(familyOf(userAgent), options.monotonicMs());
  };
  return {
    issue: () => {
      const token = options.randomToken();
      const [oldest] = waiting;
      if (oldest !== undefined && waiting.size >= MAX_WAITING) finish(oldest, null);
      const seen = new Promise<BrowserFamily | null>((resolve) => {
        const timer = setTimeout(() => finish(entry, null), options.lifetimeMs);
        timer.unref();
        const entry: Waiting = { token, resolve, timer };
        waiting.add(entry);
      });
      return { url: `http://${PROBE_HOST}/${token}`, seen };
    },
    answer: (path, userAgent) => {
      const entry = [...waiting].find(({ token }) => isSame(path, `/${token}`));
      if (entry === undefined) return false;
      note(userAgent);
      finish(entry, familyOf(userAgent));
      return true;
    },
    lastSeen: () =>
      Object.fromEntries([...lastSeenMs].map(([family, seenMs]) => [family, options.monotonicMs() - seenMs])),
    noteBrowser: note,
    stop: () => {
      for (const entry of waiting) finish(entry, null);
    },
  };
}

/** From most to least telling: each of these pretends to be the ones after it. */
const FAMILIES: readonly (readonly [BrowserFamily, RegExp])[] = [
  // Our own windows, whose traffic says nothing about the computer's browsers.
  ['other', /Electron\//],
  ['firefox', /Firefox\//],
  ['edge', /Edg(e|A|iOS)?\//],
  ['opera', /OPR\//],
  ['chrome', /Chrom(e|ium)\//],
  ['safari', /Version\/.+Safari\//],
];

function familyOf(userAgent: string): BrowserFamily {
  return FAMILIES.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'other';
}
