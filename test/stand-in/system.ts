import type * as Electron from 'electron';
import { note } from './runtime.ts';
import { checkOptions, strict, StrictEmitter } from './strict.ts';

/** URLs that the product handed to the system, for tests to read. Nothing is opened. */
export const openedExternally: string[] = [];

export const shell = strict('shell', {
  async openExternal(url: string, options?: object): Promise<void> {
    checkOptions('shell.openExternal', options ?? {}, { activate: 'boolean' });
    if (!URL.canParse(url)) throw new Error('Invalid URL');
    openedExternally.push(url);
    note(`openExternal ${url}`);
  },
});

export const POWER_EVENTS = ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown'] as const;
export type PowerEvent = (typeof POWER_EVENTS)[number];
export const powerMonitor = new StrictEmitter('powerMonitor', POWER_EVENTS);

/** One display that never changes, unless a test says so. */
export const DISPLAY_EVENTS = ['display-added', 'display-removed', 'display-metrics-changed'] as const;
export const screen = new StrictEmitter('screen', DISPLAY_EVENTS);

/** The light scheme, as the pages are drawn. */
export const nativeTheme = strict('nativeTheme', {
  get shouldUseDarkColors(): boolean {
    return false;
  },
});

export const shownNotifications: { readonly title: string; readonly body: string }[] = [];

export class Notification extends StrictEmitter implements Pick<Electron.Notification, 'show'> {
  readonly #shown: { readonly title: string; readonly body: string };

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super('Notification', []);
    checkOptions('Notification', options, { title: 'string', body: 'string' });
    this.#shown = { title: options.title ?? '', body: options.body ?? '' };
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    shownNotifications.push(this.#shown);
  }
}
