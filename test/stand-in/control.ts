import { z } from 'zod';
import { app } from './app.ts';
import { BrowserWindow, windows } from './browser-window.ts';
import { Menu, type ItemState } from './menu.ts';
import { note, runtime } from './runtime.ts';
import { captureWindow } from './screenshots.ts';
import { openedExternally, POWER_EVENTS, powerMonitor, shownNotifications } from './system.ts';
import { Tray, trays } from './tray.ts';
import { WebContentsView } from './web-contents-view.ts';

/** What a test may ask of the stand-in, over the IPC channel that its process was started with. */
export const controlSchema = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('state') }),
  z.strictObject({ ask: z.literal('power'), event: z.enum(POWER_EVENTS) }),
  z.strictObject({ ask: z.literal('screenshot'), window: z.int().optional() }),
  z.strictObject({ ask: z.literal('tray-click') }),
  z.strictObject({
    ask: z.literal('menu-click'),
    path: z.array(z.string()).min(1),
    menu: z.enum(['tray', 'application']),
  }),
  z.strictObject({ ask: z.literal('quit') }),
]);
export type ControlRequest = z.infer<typeof controlSchema>;

const envelope = z.strictObject({ standIn: z.number(), request: controlSchema });

export interface StandInState {
  readonly isReady: boolean;
  readonly endpoint: string | null;
  readonly userData: string;
  readonly windows: readonly {
    readonly id: number;
    readonly title: string;
    readonly url: string;
    readonly isVisible: boolean;
    readonly isProtected: boolean;
    readonly targetId: string;
    readonly views: readonly {
      readonly id: number;
      readonly url: string;
      readonly partition: string;
      readonly targetId: string;
      readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
      readonly isVisible: boolean;
    }[];
  }[];
  readonly trays: readonly { readonly toolTip: string; readonly menu: readonly string[] }[];
  readonly openedExternally: readonly string[];
  readonly notifications: readonly { readonly title: string; readonly body: string }[];
  readonly log: readonly string[];
}

function readState(): StandInState {
  return {
    isReady: runtime.isReady,
    endpoint: runtime.chromium?.endpoint ?? null,
    userData: app.getPath('userData'),
    windows: [...windows].map((window) => {
      const { id, title, url, isVisible, isProtected, host, views } = BrowserWindow.stateOf(window);
      return { id, title, url, isVisible, isProtected, targetId: host.mainFrameId, views: views.map(readView) };
    }),
    trays: [...trays].map((tray) => {
      const { toolTip, menu } = Tray.stateOf(tray);
      return { toolTip, menu: menu === null ? [] : Menu.itemsOf(menu).map((item) => item.label) };
    }),
    openedExternally,
    notifications: shownNotifications,
    log: runtime.logLines,
  };
}

function readView(view: WebContentsView) {
  const { host, bounds, isVisible } = WebContentsView.stateOf(view);
  return {
    id: host.id,
    url: host.url,
    partition: host.plan.state.partition,
    targetId: host.mainFrameId,
    bounds,
    isVisible,
  };
}

function clickMenu(menu: Menu | null, path: readonly string[]): null {
  let items: readonly ItemState[] = menu === null ? [] : Menu.itemsOf(menu);
  let found: ItemState | undefined;
  for (const label of path) {
    found = items.find((item) => item.label === label);
    items = found?.items ?? [];
  }
  if (found === undefined) throw new Error(`There is no menu item ${path.join(' > ')}`);
  if (!found.isEnabled) throw new Error(`The menu item ${path.join(' > ')} is off`);
  found.click();
  return null;
}

async function answer(request: ControlRequest): Promise<unknown> {
  switch (request.ask) {
    case 'state':
      return readState();
    case 'power':
      powerMonitor.emit(request.event);
      return null;
    case 'screenshot': {
      const window = [...windows].find(
        (one) => request.window === undefined || BrowserWindow.stateOf(one).id === request.window,
      );
      const picture = window === undefined ? null : await captureWindow(window);
      return picture === null ? null : picture.toString('base64');
    }
    case 'tray-click':
      for (const tray of trays) Tray.stateOf(tray).click();
      return null;
    case 'menu-click': {
      const [tray] = trays;
      const menu =
        request.menu === 'application' ? Menu.current() : tray === undefined ? null : Tray.stateOf(tray).menu;
      return clickMenu(menu, request.path);
    }
    case 'quit':
      app.quit();
      return null;
    default:
      return request satisfies never;
  }
}

export function openControl(): void {
  if (process.send === undefined)
    throw new Error('OFFHOOK_STAND_IN_CONTROL=1 needs a process that was started with an IPC channel');
  process.on('message', (raw: unknown) => {
    const message = envelope.safeParse(raw);
    if (!message.success) return note(`the control channel got what it can't read: ${message.error.message}`);
    const { standIn, request } = message.data;
    void answer(request).then(
      (value) => process.send?.({ standIn, value }),
      (error: unknown) => process.send?.({ standIn, error: String(error) }),
    );
    return undefined;
  });
}
