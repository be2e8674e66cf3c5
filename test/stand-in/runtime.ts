import type { Chromium } from './chromium.ts';
import type { SessionState } from './session-state.ts';
import { readSettings } from './settings.ts';

/** What the parts of the stand-in share within one app. */
export const settings = readSettings(process.env);

export interface Privileges {
  readonly supportFetchAPI: boolean;
}

interface Runtime {
  chromium: Chromium | null;
  isReady: boolean;
  isQuitting: boolean;
  readonly schemes: Map<string, Privileges>;
  readonly sessions: Map<string, SessionState>;
  readonly logLines: string[];
  /** Called when something that can be seen has changed. */
  onVisibleChange: () => void;
}

export const runtime: Runtime = {
  chromium: null,
  isReady: false,
  isQuitting: false,
  schemes: new Map(),
  sessions: new Map(),
  logLines: [],
  onVisibleChange: () => undefined,
};

export function schemeNames(): ReadonlySet<string> {
  return new Set(runtime.schemes.keys());
}

const MAX_LOG_LINES = 1000;

/** A line for tests to read (`control: log`), without a word on the app's own output. */
export function note(line: string): void {
  runtime.logLines.push(line);
  if (runtime.logLines.length > MAX_LOG_LINES) runtime.logLines.shift();
}

/** A line that a person should see. */
export function report(line: string): void {
  note(line);
  process.stderr.write(`[stand-in] ${line}\n`);
}

export function chromiumNow(): Chromium {
  if (runtime.chromium === null) throw new Error('The app is not ready: await app.whenReady() first');
  return runtime.chromium;
}
