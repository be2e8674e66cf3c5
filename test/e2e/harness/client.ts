import type { Page } from 'playwright';
import type { PowerEvent } from '../../stand-in/system.ts';

export interface LaunchOptions {
  /** The built main process. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A folder of its own for each client; passed on as `--user-data`. */
  readonly userData: string;
  /** Names the client in messages. */
  readonly label: string;
  /** Switches of Chromium, as for a microphone that isn't there. */
  readonly chromiumArgs?: readonly string[];
}

/** One client as a spec sees it, whatever it runs on. */
export interface LaunchedClient {
  readonly kind: 'electron' | 'stand-in';
  readonly pid: number;
  /** The app's one window. */
  window(): Promise<Page>;
  /** The page of the work browser; null as long as there is none. */
  workPage(): Promise<Page | null>;
  /** Saves the window as a person sees it, with the work browser in its place. */
  screenshot(path: string): Promise<void>;
  /** Tells the app what the system would of the laptop's sleep and lock. */
  power(event: PowerEvent): Promise<void>;
  /** What the app and its pages have said so far. */
  log(): Promise<readonly string[]>;
  stop(): Promise<void>;
}
