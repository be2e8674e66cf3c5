import { toOffered } from './origins.ts';
import type { PageHost } from './page-host.ts';
import type { Paused } from './paused.ts';
import { createEvent } from './strict.ts';
import { webFrameOf } from './web-frame.ts';

/** Lets the product refuse a navigation that a page began. False when one of its listeners prevented it. */
export async function guardNavigation(host: PageHost, isMainFrame: boolean, paused: Paused): Promise<boolean> {
  const isRedirect = paused.redirectedRequestId !== undefined;
  if (isMainFrame && !isRedirect && host.expected === paused.request.url) {
    host.expected = null;
    return true;
  }
  const details = {
    url: toOffered(paused.request.url),
    isSameDocument: false,
    isMainFrame,
    frame: host.page === null ? null : webFrameOf(host.page.mainFrame()),
    initiator: null,
  };
  const names = isRedirect
    ? ['will-redirect']
    : isMainFrame
      ? ['will-frame-navigate', 'will-navigate']
      : ['will-frame-navigate'];
  const event = createEvent(details);
  for (const name of names) host.ports.emit(name, event, details.url, false, isMainFrame, 1, 1);
  return !event.defaultPrevented;
}
