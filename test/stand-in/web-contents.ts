import type * as Electron from 'electron';
import type { Download, Frame } from 'playwright';
import { app } from './app.ts';
import { contentsOf, forgetContents, registerContents } from './contents-registry.ts';
import { answerInvoke } from './ipc-main.ts';
import { watchNavigation, refreshHistory, refreshTitle } from './navigation-events.ts';
import { isDrawnOrigin, originOf, toDrawn, toOffered } from './origins.ts';
import { PageHost, type HostPlan } from './page-host.ts';
import type { PageCall, PageReply } from './page-protocol.ts';
import { askPermission } from './permissions.ts';
import { isSocketAllowed } from './requests.ts';
import { note, report, runtime, schemeNames } from './runtime.ts';
import type { Session } from './session.ts';
import { routeSocket } from './sockets.ts';
import { checkOptions, createEvent, strict, StrictEmitter } from './strict.ts';
import { webFrameOf, type WebFrame } from './web-frame.ts';
import { askWindowOpen, setOpenHandler } from './window-open.ts';

const EVENTS = [
  'will-navigate',
  'will-redirect',
  'will-frame-navigate',
  'will-attach-webview',
  'did-start-loading',
  'did-stop-loading',
  'did-navigate',
  'did-navigate-in-page',
  'did-fail-load',
  'page-title-updated',
  'render-process-gone',
  'destroyed',
  'did-finish-load',
];

type Offered = Pick<
  Electron.WebContents,
  | 'id'
  | 'send'
  | 'loadURL'
  | 'getURL'
  | 'getTitle'
  | 'isLoading'
  | 'reload'
  | 'stop'
  | 'close'
  | 'isDestroyed'
  | 'setWindowOpenHandler'
  | 'setWebRTCIPHandlingPolicy'
>;

const POLICIES = [
  'default',
  'default_public_interface_only',
  'default_public_and_private_interfaces',
  'disable_non_proxied_udp',
];

export class WebContents extends StrictEmitter implements Offered {
  readonly #host: PageHost;
  readonly #session: Session;
  readonly #history: ReturnType<typeof createHistory>;

  constructor(plan: HostPlan, session: Session, onEvent: (event: string) => void) {
    super('webContents', EVENTS);
    this.#session = session;
    this.#host = new PageHost(plan, {
      emit: (event, ...args) => {
        if (event === 'stand-in-download') return this.#download(args[0] as Download);
        if (event === 'destroyed') forgetContents(this.#host);
        onEvent(event);
        this.emit(event, ...args);
        return undefined;
      },
      onCall: async (host, frame, call) => await this.#answer(host, frame, call),
      prepare: async (host) => {
        await routeSockets(host);
        await watchNavigation(host);
      },
    });
    this.#history = createHistory(this.#host);
    registerContents(this.#host, this);
    app.emit('web-contents-created', createEvent({}), this);
  }

  /** For the stand-in's own parts alone. */
  static hostOf(contents: WebContents): PageHost {
    return contents.#host;
  }

  async #answer(host: PageHost, frame: Frame, call: PageCall): Promise<PageReply> {
    switch (call.type) {
      case 'invoke':
        return await answerInvoke({
          channel: call.channel,
          args: call.args,
          sender: this,
          senderFrame: webFrameOf(frame),
        });
      case 'permission':
        return { type: 'answer', yes: await askPermission(host, contentsOf(host), frame, call) };
      case 'open':
        askWindowOpen(host, call);
        return { type: 'answer', yes: false };
      case 'changed':
        await refreshTitle(host);
        runtime.onVisibleChange();
        return { type: 'answer', yes: true };
      case 'preload-error':
        report(`Unable to load preload script: ${host.plan.preload?.path ?? ''}. ${call.message}`);
        return { type: 'answer', yes: true };
      case 'listen':
        return { type: 'error', message: 'answered elsewhere' };
      default:
        return call satisfies never;
    }
  }

  /** Chromium was told to take no file (contexts.ts); the product hears of it, and whether it would have refused. */
  #download(download: Download): void {
    const url = toOffered(download.url());
    const event = createEvent({});
    const item = strict('DownloadItem', {
      getURL: () => url,
      getFilename: () => download.suggestedFilename(),
      cancel: () => undefined,
    });
    this.#host.plan.state.emitDownload(event, item, this);
    if (!event.defaultPrevented) report(`Nobody refused the download of ${url}; the stand-in takes none`);
  }

  get id(): number {
    return this.#host.id;
  }
  get session(): Session {
    return this.#session;
  }
  get mainFrame(): WebFrame {
    const { page } = this.#host;
    if (page === null) throw new Error('mainFrame: the stand-in has no frame before the first loadURL');
    return webFrameOf(page.mainFrame());
  }
  get navigationHistory(): ReturnType<typeof createHistory> {
    return this.#history;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.isDestroyed()) throw new TypeError('Object has been destroyed');
    this.#host.send(channel, args);
  }

  async loadURL(url: string, options?: object): Promise<void> {
    checkOptions('loadURL', options ?? {}, {});
    const host = this.#host;
    if (!URL.canParse(url)) throw loadError('ERR_INVALID_URL', -300, url);
    if (isDrawnOrigin(url)) throw new TypeError(`${url} is the stand-in's own; load the scheme's URL`);
    await host.opened;
    const drawn = toDrawn(url, schemeNames());
    const withoutFragment = new URL(drawn);
    withoutFragment.hash = '';
    const outcome = this.#nextOutcome(url);
    host.expected = withoutFragment.href;
    const { errorText, loaderId } = await host.steer((cdp) => cdp.send('Page.navigate', { url: drawn }));
    // Within the document, or a failure whose events are on their way.
    if (loaderId === undefined && errorText === undefined) return;
    await outcome;
  }

  #nextOutcome(url: string): Promise<void> {
    const outcome = new Promise<void>((resolve, reject) => {
      const steps: Record<string, (...args: unknown[]) => void> = {
        'did-finish-load': () => settle(resolve),
        'did-fail-load': (_event, code, name, failedUrl) =>
          settle(() => reject(loadError(String(name), Number(code), String(failedUrl)))),
        'stand-in-aborted': () => settle(() => reject(loadError('ERR_ABORTED', -3, url))),
        destroyed: () => settle(() => reject(loadError('ERR_FAILED', -2, url))),
      };
      const native = StrictEmitter.native(this);
      const settle = (end: () => void): void => {
        for (const [event, step] of Object.entries(steps)) native.off(event, step);
        end();
      };
      for (const [event, step] of Object.entries(steps)) native.on(event, step);
    });
    // Listened to in any case, so that a caller that ends early leaves no rejection unheard.
    outcome.catch(() => undefined);
    return outcome;
  }

  getURL(): string {
    return this.#host.url;
  }
  getTitle(): string {
    return this.#host.title;
  }
  isLoading(): boolean {
    return this.#host.isLoading;
  }
  isDestroyed(): boolean {
    return this.#host.isGone;
  }

  reload(): void {
    const host = this.#host;
    this.#command(async () => {
      host.expected = toDrawn(host.url, schemeNames()).replace(/#.*$/, '');
      await host.steer((cdp) => cdp.send('Page.reload'));
    });
  }
  stop(): void {
    this.#command(async () => void (await this.#host.steer((cdp) => cdp.send('Page.stopLoading'))));
  }
  close(options?: object): void {
    checkOptions('close', options ?? {}, { waitForBeforeUnload: 'boolean' });
    this.#host.close();
  }

  #command(step: () => Promise<void>): void {
    const host = this.#host;
    void host.opened.then(step).catch((error: unknown) => (host.isGone ? undefined : report(String(error))));
  }

  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    setOpenHandler(this.#host, handler);
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    if (!POLICIES.includes(policy)) throw new TypeError(`"${policy}" is no WebRTC IP handling policy`);
    note(`webRTC IP handling policy of ${this.id}: ${policy}`);
  }
}

function loadError(name: string, code: number, url: string): Error {
  return Object.assign(new Error(`${name} (${code}) loading '${url}'`), { code: name, errno: code, url });
}

function createHistory(host: PageHost) {
  const go = (step: number): void => {
    const id = host.history.ids[host.history.index + step];
    const url = host.history.urls[host.history.index + step];
    if (id === undefined || url === undefined) return;
    host.expected = url.replace(/#.*$/, '');
    host
      .steer((cdp) => cdp.send('Page.navigateToHistoryEntry', { entryId: id }))
      .catch((error: unknown) => report(String(error)));
  };
  return strict('navigationHistory', {
    canGoBack: (): boolean => host.history.index > 0,
    canGoForward: (): boolean => host.history.index < host.history.ids.length - 1,
    goBack: (): void => go(-1),
    goForward: (): void => go(1),
    clear: (): void => {
      const { index, ids, urls } = host.history;
      host.history = { index: 0, ids: ids.slice(index, index + 1), urls: urls.slice(index, index + 1) };
      host.later(async () => {
        await host.steer((cdp) => cdp.send('Page.resetNavigationHistory'));
        await refreshHistory(host);
      });
    },
  });
}

async function routeSockets(host: PageHost): Promise<void> {
  const { page } = host;
  if (page === null) return;
  await page.routeWebSocket(
    () => true,
    async (route) => {
      await routeSocket(route, {
        isAllowed: async (url) => await isSocketAllowed(host, url),
        document: () => ({ url: host.url, origin: originOf(host.url), policies: host.policies }),
        verifyProc: () => host.plan.state.verifyProc,
        cookies: async (url) => {
          const cookies = await page.context().cookies(url.replace(/^ws/, 'http'));
          return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
        },
        report: note,
      });
    },
  );
}
