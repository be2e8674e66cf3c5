import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { ControlClient } from '../control-client.ts';

export interface SampleOptions {
  /** The main script, by its name in `fixtures/`. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly userData?: string;
}

/** The sample app of `fixtures/` on the stand-in, in a folder of its own. */
export class SampleApp extends ControlClient {
  readonly userData: string;
  readonly #ownsUserData: boolean;

  constructor(options: SampleOptions) {
    const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'stand-in-'));
    const env = {
      ...process.env,
      OFFHOOK_STAND_IN_CONTROL: '1',
      OFFHOOK_STAND_IN_CDP_PORT: '0',
      OFFHOOK_STAND_IN_USER_DATA: userData,
      OFFHOOK_STAND_IN_BANNER: '0',
      ...options.env,
    };
    const register = join(import.meta.dirname, '..', 'register.mjs');
    const main = join(import.meta.dirname, 'fixtures', options.main);
    const child = spawn(process.execPath, ['--import', register, main, ...(options.args ?? [])], {
      env,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    super(child, 'the sample app');
    this.userData = userData;
    this.#ownsUserData = options.userData === undefined;
  }

  override async stop(): Promise<void> {
    await super.stop();
    if (this.#ownsUserData) rmSync(this.userData, { recursive: true, force: true });
  }
}

/** What the main process noted with `tools.seen` and `tools.attempt`. */
export async function seenBy(page: Page): Promise<Record<string, string>> {
  return Object.fromEntries((await invoke(page, 'seen')) as [string, string][]);
}

export async function invoke(page: Page, channel: string, ...args: unknown[]): Promise<unknown> {
  return await page.evaluate(
    ([name, list]) => (globalThis as unknown as { bridge: Bridge }).bridge.invoke(name, ...list),
    [channel, args] as const,
  );
}

export interface Bridge {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  on(channel: string, listener: (...args: unknown[]) => void): () => void;
  symbolResult(): unknown;
}
