import type * as Electron from 'electron';
import { runtime } from './runtime.ts';
import { stateOf } from './session.ts';
import { checkOptions, StrictEmitter } from './strict.ts';
import { checkPreferences } from './web-preferences.ts';
import { WebContents } from './web-contents.ts';

type Offered = Pick<Electron.WebContentsView, 'setBounds' | 'setVisible' | 'setBackgroundColor'>;

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const NOWHERE: Bounds = { x: 0, y: 0, width: 0, height: 0 };

/** A page of its own, drawn apart; a screenshot of its window shows it at its bounds. */
export class WebContentsView extends StrictEmitter implements Offered {
  readonly #contents: WebContents;
  #bounds = NOWHERE;
  #isVisible = true;

  constructor(options: Electron.WebContentsViewConstructorOptions = {}) {
    super('WebContentsView', []);
    if (!runtime.isReady) throw new Error('Cannot create a WebContentsView before app is ready');
    checkOptions('WebContentsView', options, { webPreferences: 'object' });
    const { session, preload } = checkPreferences(options.webPreferences);
    const plan = { state: stateOf(session), preload, isWindow: false, size: { width: 800, height: 600 } };
    this.#contents = new WebContents(plan, session, () => undefined);
  }

  /** For the stand-in's own parts alone. */
  static stateOf(view: WebContentsView) {
    return { host: WebContents.hostOf(view.#contents), bounds: view.#bounds, isVisible: view.#isVisible };
  }

  get webContents(): WebContents {
    return this.#contents;
  }

  setBounds(bounds: Electron.Rectangle): void {
    checkOptions('setBounds', bounds, { x: 'number', y: 'number', width: 'number', height: 'number' });
    for (const key of ['x', 'y', 'width', 'height'] as const) {
      if (!Number.isInteger(bounds[key])) throw new TypeError(`setBounds: ${key} must be a whole number`);
    }
    this.#bounds = { ...bounds };
    const host = WebContents.hostOf(this.#contents);
    void host.opened.then(() => (host.isGone ? undefined : host.resize(bounds))).catch(() => undefined);
    runtime.onVisibleChange();
  }
  setVisible(visible: boolean): void {
    if (typeof visible !== 'boolean') throw new TypeError('setVisible takes a boolean');
    this.#isVisible = visible;
    runtime.onVisibleChange();
  }
  setBackgroundColor(color: string): void {
    if (typeof color !== 'string') throw new TypeError('setBackgroundColor takes a colour');
  }
}
