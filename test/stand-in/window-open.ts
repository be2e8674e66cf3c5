import type * as Electron from 'electron';
import { toOffered } from './origins.ts';
import type { PageHost } from './page-host.ts';
import { note, report } from './runtime.ts';
import { strict } from './strict.ts';

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;

const handlers = new WeakMap<PageHost, OpenHandler>();

export function setOpenHandler(host: PageHost, handler: OpenHandler): void {
  if (typeof handler !== 'function') throw new TypeError('setWindowOpenHandler takes a function');
  handlers.set(host, handler);
}

interface Wanted {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
}

/**
 * Tells the product that a page wants a window. None is ever opened: where the product denies it, as it must, that is
 * what Electron does; where it would allow one, the stand-in says that it can't.
 */
export function askWindowOpen(host: PageHost, wanted: Wanted): void {
  const url = toOffered(wanted.url);
  const handler = handlers.get(host);
  if (handler === undefined)
    return report(`A page wants to open ${url}, and there is no setWindowOpenHandler to decide: refused`);
  const disposition = wanted.features === '' ? 'foreground-tab' : 'new-window';
  const details: Electron.HandlerDetails = {
    url,
    frameName: wanted.frameName,
    features: wanted.features,
    disposition,
    referrer: { url: host.url, policy: 'strict-origin-when-cross-origin' },
  };
  try {
    const { action } = handler(strict('the details of setWindowOpenHandler', details));
    if (action === 'deny') return note(`window.open of ${url}: denied`);
    return report(`The stand-in opens no window of a page's own: ${url} was answered with "${action}" and is refused`);
  } catch (error) {
    return report(`The handler of setWindowOpenHandler failed, so ${url} is refused: ${String(error)}`);
  }
}

/** A link or a form with a target, which no script announced. */
export function refusePopup(host: PageHost, url: string): void {
  askWindowOpen(host, { url, frameName: '', features: '' });
}
