import type { ChildProcess } from 'node:child_process';
import { chromium, type Browser, type Page } from 'playwright';
import type { ControlRequest, StandInState } from './control.ts';

const LOOK_EVERY_MS = 50;

/** The tests' end of the control channel, and of Chromium, of one app that runs on the stand-in. */
export class ControlClient {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly #label: string;
  #stderr = '';
  #lastAsk = 0;
  #hasEnded = false;
  #browser: Promise<Browser> | null = null;
  readonly #targets = new WeakMap<Page, string>();

  constructor(child: ChildProcess, label: string) {
    this.child = child;
    this.#label = label;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        this.#hasEnded = true;
        resolve(code);
      });
    });
    this.ended.catch(() => undefined);
  }

  get stderr(): string {
    return this.#stderr;
  }

  async ask(request: ControlRequest): Promise<unknown> {
    const standIn = ++this.#lastAsk;
    const { child } = this;
    return await new Promise((resolve, reject) => {
      const listener = (raw: unknown): void => {
        const message = raw as { standIn: number; value?: unknown; error?: string };
        if (message.standIn !== standIn) return;
        child.off('message', listener);
        if (message.error === undefined) resolve(message.value);
        else reject(new Error(message.error));
      };
      const gone = (): void =>
        reject(new Error(`${this.#label} has ended. Its last words:\n${this.#stderr.slice(-4000)}`));
      if (this.#hasEnded) return gone();
      child.on('message', listener);
      void this.ended.then(gone, gone);
      child.send({ standIn, request }, (error) => (error === null ? undefined : gone()));
      return undefined;
    });
  }

  async state(): Promise<StandInState> {
    return (await this.ask({ ask: 'state' })) as StandInState;
  }

  /** Waits until `test` holds for the state; its answer is passed on. */
  async until<T>(
    what: string,
    test: (state: StandInState) => T | null | false | undefined,
    timeoutMs = 30_000,
  ): Promise<T> {
    const start = performance.now();
    for (;;) {
      const state = await this.state();
      const found = test(state);
      if (found !== null && found !== false && found !== undefined) return found;
      if (performance.now() - start > timeoutMs) {
        throw new Error(
          `${this.#label}: ${what} did not come. State: ${JSON.stringify(state)}\n${this.#stderr.slice(-4000)}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  async #connect(): Promise<Browser> {
    const endpoint = await this.until('the DevTools endpoint', (state) => state.endpoint);
    return await chromium.connectOverCDP(endpoint);
  }

  /** The page with this id of Chromium's, to be driven like any page of Playwright's. */
  async page(targetId: string): Promise<Page> {
    this.#browser ??= this.#connect();
    const browser = await this.#browser;
    for (let tries = 0; tries < 200; tries += 1) {
      for (const page of browser.contexts().flatMap((context) => context.pages())) {
        if ((await this.#targetOf(page)) === targetId) return page;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    throw new Error(`${this.#label}: Chromium has no page ${targetId}`);
  }

  async #targetOf(page: Page): Promise<string | null> {
    const known = this.#targets.get(page);
    if (known !== undefined) return known;
    const session = await page
      .context()
      .newCDPSession(page)
      .catch(() => null);
    if (session === null) return null;
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    this.#targets.set(page, targetInfo.targetId);
    return targetInfo.targetId;
  }

  async windowPage(): Promise<Page> {
    return await this.page(
      await this.until('a window with a page', (state) => state.windows.find((one) => one.url !== '')?.targetId),
    );
  }

  /** Ends the app by a signal, and by force when it doesn't in time. */
  async stop(patienceMs = 8000): Promise<void> {
    if (!this.#hasEnded) this.child.kill('SIGTERM');
    const insist = setTimeout(() => this.child.kill('SIGKILL'), patienceMs);
    await this.ended.catch(() => undefined);
    clearTimeout(insist);
    await this.#browser?.then((browser) => browser.close()).catch(() => undefined);
  }
}
