import { randomUUID } from 'node:crypto';
import type { CDPSession, Frame, Page } from 'playwright';
import { createCodec } from './codec.ts';
import { openPage } from './contexts.ts';
import { originOf, toOffered } from './origins.ts';
import type { PageCall, PageReply } from './page-protocol.ts';
import { pageScript } from './page-script.ts';
import { chromiumNow, note, report, settings } from './runtime.ts';
import type { SessionState } from './session-state.ts';

const codec = createCodec();
const BANNER = 'Preview without Electron: drawn in Chromium, for trying out only';

export interface HostPlan {
  readonly state: SessionState;
  readonly preload: { readonly source: string; readonly path: string } | null;
  readonly isWindow: boolean;
  readonly size: { readonly width: number; readonly height: number };
}

/** What the page's own code and Chromium ask of the main process; requests.ts, permissions.ts and others answer. */
export interface HostPorts {
  emit(event: string, ...args: unknown[]): void;
  onCall(host: PageHost, frame: Frame, call: PageCall): Promise<PageReply>;
  /** Wires what must be there before the first document: sockets, events of the DevTools protocol. */
  prepare(host: PageHost): Promise<void>;
}

const STEER_TRIES = 200;
const PICTURE_TRIES = 8;
const PICTURE_PATIENCE_MS = 3000;

async function after(ms: number): Promise<null> {
  return await new Promise((resolve) => {
    setTimeout(() => resolve(null), ms).unref();
  });
}

interface Waiting {
  readonly document: string;
  readonly resolve: (reply: PageReply) => void;
}

let lastId = 0;

/** One page of Chromium behind one webContents. The page comes later than the constructor: `opened` tells when. */
export class PageHost {
  readonly id = ++lastId;
  readonly plan: HostPlan;
  readonly ports: HostPorts;
  readonly opened: Promise<void>;
  page: Page | null = null;
  mainFrameId = '';
  /** As the product sees it: `app://ui/…`. */
  url = '';
  title = '';
  isLoading = false;
  isGone = false;
  /** The URL that the main process itself asked for: going there is no navigation that a page began. */
  expected: string | null = null;
  policies: readonly string[] = [];
  /** What the stand-in itself refused the document with, where Chromium has no such reason to give. */
  failure: string | null = null;
  history: { readonly index: number; readonly ids: readonly number[]; readonly urls: readonly string[] } = {
    index: 0,
    ids: [],
    urls: [],
  };
  #cdp: CDPSession | null = null;
  #waiting: Waiting | null = null;
  #document = '';
  #queue: { channel: string; args: string }[] = [];
  #chain: Promise<void> = Promise.resolve();
  #picture: Promise<unknown> = Promise.resolve();

  constructor(plan: HostPlan, ports: HostPorts) {
    this.plan = plan;
    this.ports = ports;
    this.opened = this.#open();
    this.opened.catch((error: unknown) => {
      if (!this.isGone)
        report(`A window could not be opened: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  get cdp(): CDPSession {
    if (this.#cdp === null) throw new Error('The page is not there yet');
    return this.#cdp;
  }

  async #open(): Promise<void> {
    const { state, preload, isWindow, size } = this.plan;
    const page = await openPage(state);
    this.page = page;
    page.on('close', () => this.#gone());
    page.on('crash', () => this.ports.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    page.on('console', (message) => note(`console.${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => note(`page error: ${error.stack ?? error.message}`));
    page.on('download', (download) => this.ports.emit('stand-in-download', download));
    this.#cdp = await page.context().newCDPSession(page);
    const { frameTree } = await this.cdp.send('Page.getFrameTree');
    this.mainFrameId = frameTree.frame.id;
    if (state.contextId === null) {
      const { targetInfo } = await chromiumNow().cdp.send('Target.getTargetInfo', { targetId: this.mainFrameId });
      state.contextId = targetInfo.browserContextId ?? null;
    }
    await this.resize(size);
    const binding = `standIn${randomUUID().replaceAll('-', '')}`;
    await page.exposeBinding(binding, async ({ frame }, text: string) => await this.#answer(frame, text));
    const banner = isWindow && settings.BANNER ? BANNER : null;
    await page.addInitScript({ content: pageScript({ binding, preload, banner }) });
    await this.ports.prepare(this);
  }

  async #answer(frame: Frame, text: string): Promise<string> {
    const call = JSON.parse(text) as PageCall;
    const reply =
      call.type === 'listen' ? await this.#listen(frame, call.document) : await this.ports.onCall(this, frame, call);
    return JSON.stringify(reply);
  }

  async #listen(frame: Frame, document: string): Promise<PageReply> {
    if (frame !== this.page?.mainFrame()) return { type: 'error', message: 'Only the top frame has a bridge' };
    if (document !== this.#document) {
      this.#document = document;
      this.#queue = [];
      this.#waiting = null;
    }
    return await new Promise<PageReply>((resolve) => {
      this.#waiting = { document, resolve };
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#waiting === null || this.#queue.length === 0) return;
    const { resolve } = this.#waiting;
    this.#waiting = null;
    resolve({ type: 'messages', messages: this.#queue.splice(0) });
  }

  /** As in Electron, what is sent to a page without a preload that listens is lost. */
  send(channel: string, args: readonly unknown[]): void {
    if (typeof channel !== 'string' || channel === '') throw new TypeError('Missing required channel argument');
    const text = codec.encode(args);
    if (this.isGone || this.#document === '') return;
    this.#queue.push({ channel, args: text });
    this.#flush();
  }

  /** Events reach the product in the order in which Chromium told of them, though some need a question first. */
  later(task: () => void | Promise<void>): void {
    this.#chain = this.#inOrder(this.#chain, task);
  }

  async #inOrder(earlier: Promise<void>, task: () => void | Promise<void>): Promise<void> {
    await earlier;
    if (this.isGone) return;
    try {
      await task();
    } catch (error) {
      if (!this.isGone)
        report(`A listener failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }

  async resize(size: { readonly width: number; readonly height: number }): Promise<void> {
    if (this.page === null || size.width < 1 || size.height < 1) return;
    if (!settings.HEADED)
      return await this.page.setViewportSize({ width: Math.round(size.width), height: Math.round(size.height) });
    const { windowId } = await this.cdp.send('Browser.getWindowForTarget');
    await this.cdp.send('Browser.setWindowBounds', {
      windowId,
      bounds: { width: Math.round(size.width), height: Math.round(size.height) + 90 },
    });
    return undefined;
  }

  /** Sends a command of the Page domain; asked again while Chromium moves the page to another process and knows none. */
  async steer<T>(command: (cdp: CDPSession) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await command(this.cdp);
      } catch (error) {
        const isMoving = error instanceof Error && /Not attached to an active page/.test(error.message);
        if (!isMoving || this.isGone || tries >= STEER_TRIES) throw error;
        await after(25);
      }
    }
  }

  /** One at a time: Chromium may never answer the second of two at once. */
  async screenshot(): Promise<Buffer | null> {
    const next = this.#picture.then(() => this.#draw());
    this.#picture = next.catch(() => undefined);
    return await next;
  }

  /** A page that moves to another process meanwhile answers with an error, or never: then it is asked again. */
  async #draw(): Promise<Buffer | null> {
    await this.opened;
    for (let tries = 0; tries < PICTURE_TRIES && !this.isGone; tries += 1) {
      const captured = this.cdp.send('Page.captureScreenshot', { format: 'png' });
      const picture = await Promise.race([captured.catch(() => null), after(PICTURE_PATIENCE_MS)]);
      if (picture !== null) return Buffer.from(picture.data, 'base64');
      await after(50);
    }
    if (this.isGone) return null;
    throw new Error(`Chromium drew no picture of ${this.url}`);
  }

  frameUrl(frame: Frame): string {
    return toOffered(frame.url());
  }

  get origin(): string {
    return originOf(this.url);
  }

  close(): void {
    this.#gone();
    void this.opened.then(() => this.page?.close()).catch(() => undefined);
  }

  #gone(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.#waiting = null;
    this.ports.emit('destroyed');
  }
}
