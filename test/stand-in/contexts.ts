import type { BrowserContext, CDPSession, Page } from 'playwright';
import { chromiumNow, settings } from './runtime.ts';
import type { SessionState } from './session-state.ts';

interface Drawn {
  readonly context: Promise<BrowserContext>;
  opening: number;
}

const drawn = new WeakMap<SessionState, Drawn>();

async function make(state: SessionState): Promise<BrowserContext> {
  const options = settings.HEADED ? { viewport: null } : {};
  const context = await chromiumNow().browser.newContext({ acceptDownloads: false, ...options });
  // CDP Browser.grantPermissions "rejects all others": nothing is permitted until the product's handlers say so.
  await context.grantPermissions([]);
  context.on('page', (page) => void closeUninvited(state, page));
  return context;
}

function drawnOf(state: SessionState): Drawn {
  const known = drawn.get(state);
  if (known !== undefined) return known;
  const made = { context: make(state), opening: 0 };
  drawn.set(state, made);
  return made;
}

/** The session's own Chromium context: its cookies, storage and cache, in memory alone. */
export function contextOf(state: SessionState): Promise<BrowserContext> {
  return drawnOf(state).context;
}

/** A page that the stand-in itself asked for; any other one is a window that a page tried to open. */
export async function openPage(state: SessionState): Promise<Page> {
  const own = drawnOf(state);
  const context = await own.context;
  own.opening += 1;
  try {
    return await context.newPage();
  } finally {
    own.opening -= 1;
  }
}

/** Its request, if any, is refused before it leaves (requests.ts); here its window goes. */
async function closeUninvited(state: SessionState, page: Page): Promise<void> {
  const mayBeOwn = drawnOf(state).opening > 0;
  const opener = await page.opener();
  if (mayBeOwn && opener === null) return;
  await page.close().catch(() => undefined);
}

export async function withScratchPage(state: SessionState, use: (cdp: CDPSession) => Promise<void>): Promise<void> {
  const page = await openPage(state);
  try {
    await use(await page.context().newCDPSession(page));
  } finally {
    await page.close();
  }
}
