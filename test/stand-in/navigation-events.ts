import { toOffered } from './origins.ts';
import { netErrorOf } from './net-errors.ts';
import type { PageHost } from './page-host.ts';
import { chromiumNow, runtime } from './runtime.ts';
import { createEvent } from './strict.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Turns what Chromium tells of one page into Electron's events of its webContents. */
export async function watchNavigation(host: PageHost): Promise<void> {
  const { cdp } = host;
  const documents = new Map<string, string>();
  let answer: Answer = { status: -1, text: '' };
  let failed = false;
  const emit = (event: string, ...args: unknown[]): void =>
    host.later(() => host.ports.emit(event, createEvent({}), ...args));
  const isMain = (frameId: string | undefined): boolean => frameId === host.mainFrameId;

  cdp.on('Page.frameStartedLoading', ({ frameId }) => {
    if (!isMain(frameId) || host.isLoading) return;
    host.isLoading = true;
    host.later(() => host.ports.emit('did-start-loading'));
  });
  cdp.on('Page.frameStoppedLoading', ({ frameId }) => {
    if (!isMain(frameId) || !host.isLoading) return;
    host.isLoading = false;
    host.later(async () => {
      await refreshHistory(host);
      await refreshTitle(host);
      host.ports.emit('did-stop-loading');
      runtime.onVisibleChange();
    });
  });
  cdp.on('Network.requestWillBeSent', ({ type, frameId, requestId, request }) => {
    if (type === 'Document' && isMain(frameId)) documents.set(requestId, toOffered(request.url));
  });
  cdp.on('Network.responseReceived', ({ type, frameId, response }) => {
    if (type !== 'Document' || !isMain(frameId)) return;
    answer = { status: /^https?:/.test(toOffered(response.url)) ? response.status : -1, text: response.statusText };
    const policies = Object.entries(response.headers).filter(
      ([name]) => name.toLowerCase() === 'content-security-policy',
    );
    host.policies = policies.map(([, value]) => value);
  });
  cdp.on('Network.loadingFailed', ({ requestId, errorText }) => {
    const url = documents.get(requestId);
    if (url === undefined) return;
    documents.delete(requestId);
    const { name, code } = netErrorOf(host.failure ?? errorText);
    host.failure = null;
    // Electron is silent about what was only cancelled.
    if (name === 'ERR_ABORTED') return host.later(() => host.ports.emit('stand-in-aborted', url));
    failed = true;
    host.url = url;
    return emit('did-fail-load', code, name, url, true, 1, 1);
  });
  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined) return;
    failed = frame.unreachableUrl !== undefined;
    // The page of an error comes late: by then the next load may be on its way.
    if (!failed) host.expected = null;
    const url = toOffered(frame.unreachableUrl ?? frame.url + (frame.urlFragment ?? ''));
    host.url = url;
    if (failed) return;
    const { status, text } = answer;
    host.later(async () => {
      await refreshHistory(host);
      host.ports.emit('did-navigate', createEvent({}), url, status, text);
    });
  });
  cdp.on('Page.navigatedWithinDocument', ({ frameId, url: drawn }) => {
    const url = toOffered(drawn);
    if (isMain(frameId)) host.url = url;
    host.expected = null;
    host.later(async () => {
      await refreshHistory(host);
      host.ports.emit('did-navigate-in-page', createEvent({}), url, isMain(frameId), 1, 1);
    });
  });
  cdp.on('Page.loadEventFired', () => {
    if (failed || host.url === '') return;
    host.later(async () => {
      await refreshTitle(host);
      host.ports.emit('did-finish-load');
    });
  });
  await Promise.all([cdp.send('Page.enable'), cdp.send('Network.enable')]);
}

const HISTORY_TRIES = 40;
const HISTORY_WAIT_MS = 25;

/** Chromium tells of a navigation a moment before its history shows it: asked again until both name one URL. */
export async function refreshHistory(host: PageHost): Promise<void> {
  for (let tries = 0; tries < HISTORY_TRIES && !host.isGone; tries += 1) {
    const { currentIndex, entries } = await host.steer((cdp) => cdp.send('Page.getNavigationHistory'));
    // The blank page that every page of Chromium begins with is no entry of Electron's history.
    const skip = entries[0]?.url === 'about:blank' ? 1 : 0;
    const kept = entries.slice(skip);
    host.history = {
      index: currentIndex - skip,
      ids: kept.map((entry) => entry.id),
      urls: kept.map((entry) => entry.url),
    };
    if (toOffered(entries[currentIndex]?.url ?? '') === host.url) return;
    await new Promise((resolve) => setTimeout(resolve, HISTORY_WAIT_MS));
  }
}

export async function refreshTitle(host: PageHost): Promise<void> {
  if (host.isGone) return;
  const { targetInfo } = await chromiumNow().cdp.send('Target.getTargetInfo', { targetId: host.mainFrameId });
  const title = toOffered(targetInfo.title);
  if (title === host.title) return;
  host.title = title;
  host.ports.emit('page-title-updated', createEvent({}), title, true);
}
