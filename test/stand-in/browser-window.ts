import type * as Electron from 'electron';
import { app } from './app.ts';
import { report, runtime } from './runtime.ts';
import { stateOf } from './session.ts';
import { checkOptions, createEvent, strict, StrictEmitter } from './strict.ts';
import { checkPreferences } from './web-preferences.ts';
import { WebContents } from './web-contents.ts';
import { WebContentsView } from './web-contents-view.ts';

const OPTIONS = {
  width: 'number',
  height: 'number',
  minWidth: 'number',
  minHeight: 'number',
  show: 'boolean',
  title: 'string',
  backgroundColor: 'string',
  autoHideMenuBar: 'boolean',
  icon: 'string or object',
  webPreferences: 'object',
} as const;

type Offered = Pick<
  Electron.BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'isVisible'
  | 'isMinimized'
  | 'restore'
  | 'getContentSize'
  | 'setContentProtection'
>;

export const windows = new Set<BrowserWindow>();

export class BrowserWindow extends StrictEmitter implements Offered {
  readonly #contents: WebContents;
  readonly #contentView: ReturnType<typeof createContentView>;
  readonly #views: Set<WebContentsView>;
  readonly #size: { readonly width: number; readonly height: number };
  #title: string;
  #isVisible: boolean;
  #isDestroyed = false;
  #isProtected = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', ['closed', 'close', 'ready-to-show', 'resize']);
    if (!runtime.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
    checkOptions('BrowserWindow', options, OPTIONS);
    const { session, preload } = checkPreferences(options.webPreferences);
    this.#size = { width: options.width ?? 800, height: options.height ?? 600 };
    this.#title = options.title ?? '';
    this.#isVisible = options.show ?? true;
    this.#views = new Set();
    this.#contentView = createContentView(this.#views);
    let isFirstLoad = true;
    const plan = { state: stateOf(session), preload, isWindow: true, size: this.#size };
    this.#contents = new WebContents(plan, session, (event) => {
      if (event === 'did-finish-load' && isFirstLoad) {
        isFirstLoad = false;
        this.emit('ready-to-show');
      }
      if (event === 'page-title-updated') this.#title = this.#contents.getTitle();
      if (event === 'destroyed') this.#gone();
    });
    windows.add(this);
  }

  /** For the stand-in's own parts alone. */
  static stateOf(window: BrowserWindow) {
    return {
      id: window.#contents.id,
      title: window.#title,
      url: window.#contents.getURL(),
      isVisible: window.#isVisible,
      isProtected: window.#isProtected,
      size: window.#size,
      views: [...window.#views],
      host: WebContents.hostOf(window.#contents),
    };
  }

  #check(): void {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed');
  }

  #gone(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#isVisible = false;
    windows.delete(this);
    this.emit('closed');
    if (windows.size > 0 || runtime.isQuitting) return;
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
    else app.quit();
  }

  get webContents(): WebContents {
    this.#check();
    return this.#contents;
  }
  get contentView(): ReturnType<typeof createContentView> {
    this.#check();
    return this.#contentView;
  }

  async loadURL(url: string, options?: object): Promise<void> {
    this.#check();
    await this.#contents.loadURL(url, options);
  }

  show(): void {
    this.#setVisible(true);
  }
  hide(): void {
    this.#setVisible(false);
  }
  #setVisible(visible: boolean): void {
    this.#check();
    if (this.#isVisible === visible) return;
    this.#isVisible = visible;
    runtime.onVisibleChange();
  }
  focus(): void {
    this.#check();
  }
  restore(): void {
    this.#check();
  }
  isMinimized(): boolean {
    this.#check();
    return false;
  }
  isVisible(): boolean {
    this.#check();
    return this.#isVisible;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  getContentSize(): number[] {
    this.#check();
    return [this.#size.width, this.#size.height];
  }
  setContentProtection(enable: boolean): void {
    this.#check();
    if (typeof enable !== 'boolean') throw new TypeError('setContentProtection takes a boolean');
    this.#isProtected = enable;
  }

  close(): void {
    this.#check();
    const event = createEvent({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.#isDestroyed) return;
    WebContents.hostOf(this.#contents).close();
  }
}

function createContentView(views: Set<WebContentsView>) {
  const check = (view: unknown): WebContentsView => {
    if (!(view instanceof WebContentsView))
      throw new TypeError('The stand-in draws a WebContentsView in a window, nothing else');
    return view;
  };
  return strict('contentView', {
    addChildView(view: WebContentsView, index?: number): void {
      if (index !== undefined) report('The stand-in adds a view on top, whatever the index');
      // Added again, a view comes to the top, as in Electron.
      views.delete(check(view));
      views.add(view);
      runtime.onVisibleChange();
    },
    removeChildView(view: WebContentsView): void {
      views.delete(check(view));
      runtime.onVisibleChange();
    },
  });
}
