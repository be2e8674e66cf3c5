import type * as Electron from 'electron';
import { carryRequest } from './carried-requests.ts';
import { openerOf, ownerOf, type Owner } from './frames.ts';
import { headerToDrawn, isDrawnOrigin, toDrawn, toOffered } from './origins.ts';
import type { PageHost } from './page-host.ts';
import { bodyOf, type Paused } from './paused.ts';
import { guardNavigation } from './navigation-guards.ts';
import { chromiumNow, note, report, runtime, schemeNames } from './runtime.ts';
import type { SessionState } from './session-state.ts';
import { webFrameOf } from './web-frame.ts';
import { refusePopup } from './window-open.ts';
import { contentsOf } from './contents-registry.ts';

type Refusal = 'Aborted' | 'BlockedByClient' | 'Failed' | 'AddressUnreachable';

const TYPES: Readonly<Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  XHR: 'xhr',
  Fetch: 'xhr',
  EventSource: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
};

/** From here on no request of any page, frame or worker leaves before the product was asked: redirects are asked for anew. */
export async function guardRequests(): Promise<void> {
  const { cdp } = chromiumNow();
  cdp.on('Fetch.requestPaused', (paused) => {
    decide(paused).catch(async (error: unknown) => {
      // A page that has gone meanwhile takes its requests with it; all else is refused.
      if (!runtime.isQuitting) note(`refused ${paused.request.url}: ${String(error)}`);
      await refuse(paused, 'Failed').catch(() => undefined);
    });
  });
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

async function refuse(paused: Paused, errorReason: Refusal): Promise<void> {
  await chromiumNow().cdp.send('Fetch.failRequest', { requestId: paused.requestId, errorReason });
}

async function decide(paused: Paused): Promise<void> {
  const { cdp } = chromiumNow();
  const owner = await ownerOf(paused.frameId);
  if (owner === null) {
    const opener = paused.frameId === undefined ? null : await openerOf(paused.frameId);
    if (opener !== null && paused.resourceType === 'Document') refusePopup(opener, toOffered(paused.request.url));
    else report(`Refused a request that belongs to no page of the app: ${paused.request.url}`);
    return await refuse(paused, 'Aborted');
  }
  const isDocument = paused.resourceType === 'Document';
  if (isDocument && owner.host !== null && !(await guardNavigation(owner.host, owner.isMainFrame, paused))) {
    return await refuse(paused, 'Aborted');
  }
  const answer = await askBeforeRequest(owner, {
    url: toOffered(paused.request.url),
    method: paused.request.method,
    resourceType: isDocument ? (owner.isMainFrame ? 'mainFrame' : 'subFrame') : (TYPES[paused.resourceType] ?? 'other'),
    referrer: toOffered(paused.request.headers['Referer'] ?? ''),
    body: bodyOf(paused),
  });
  if (answer.cancel === true) return await refuse(paused, 'BlockedByClient');
  if (answer.redirectURL !== undefined) {
    const location = toDrawn(answer.redirectURL, schemeNames());
    const responseHeaders = [
      { name: 'Location', value: location },
      { name: 'Access-Control-Allow-Origin', value: '*' },
    ];
    return void (await cdp.send('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode: 307,
      responseHeaders,
    }));
  }
  if (isDrawnOrigin(paused.request.url)) return await serveScheme(owner, paused);
  if (owner.state.verifyProc !== null && paused.request.url.startsWith('https:')) {
    const carried = await carryRequest(owner.state.verifyProc, paused);
    if (carried === 'refused') {
      if (isDocument && owner.isMainFrame && owner.host !== null) owner.host.failure = 'ERR_CERT_INVALID';
      return await refuse(paused, 'Failed');
    }
    if (carried !== 'by-chromium')
      return void (await cdp.send('Fetch.fulfillRequest', { requestId: paused.requestId, ...carried }));
  }
  return void (await cdp.send('Fetch.continueRequest', { requestId: paused.requestId }));
}

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly resourceType: Electron.OnBeforeRequestListenerDetails['resourceType'];
  readonly referrer: string;
  readonly body: Buffer | null;
}

let lastRequest = 0;

/** Asks the session's one onBeforeRequest listener. A listener that throws, or answers nonsense, cancels. */
export async function askBeforeRequest(owner: Owner, asked: Asked): Promise<Electron.CallbackResponse> {
  const { beforeRequest } = owner.state;
  if (beforeRequest === null || !beforeRequest.matches(asked.url, asked.resourceType)) return {};
  const { host } = owner;
  const about =
    host === null
      ? {}
      : {
          webContentsId: host.id,
          webContents: contentsOf(host),
          frame: host.page === null ? null : webFrameOf(host.page.mainFrame()),
        };
  const { url, method, resourceType, referrer, body } = asked;
  const uploadData = body === null ? [] : [{ bytes: body, blobUUID: '', file: '' } as unknown as Electron.UploadData];
  const details = {
    id: ++lastRequest,
    url,
    method,
    resourceType,
    referrer,
    uploadData,
    timestamp: Date.now(),
    ...about,
  };
  try {
    return await new Promise((resolve) =>
      beforeRequest.listener(details as Electron.OnBeforeRequestListenerDetails, resolve),
    );
  } catch (error) {
    report(`The listener of onBeforeRequest failed, so ${url} is cancelled: ${String(error)}`);
    return { cancel: true };
  }
}

async function serveScheme({ state, host, isMainFrame }: Owner, paused: Paused): Promise<void> {
  const url = toOffered(paused.request.url);
  const scheme = url.slice(0, url.indexOf(':'));
  const handler = state.schemes.get(scheme);
  const isFetch = paused.resourceType === 'XHR' || paused.resourceType === 'Fetch';
  if (handler === undefined || (isFetch && runtime.schemes.get(scheme)?.supportFetchAPI !== true)) {
    if (host !== null && isMainFrame && paused.resourceType === 'Document') host.failure = 'ERR_UNKNOWN_URL_SCHEME';
    note(`${url}: the session "${state.partition}" has no handler for ${scheme}:`);
    return await refuse(paused, 'Failed');
  }
  const { cdp } = chromiumNow();
  const response = await runHandler(handler, url, paused);
  if (response === null) return await refuse(paused, 'Failed');
  const names = schemeNames();
  const responseHeaders = [...response.headers].map(([name, value]) => ({
    name,
    value: headerToDrawn(name, value, names),
  }));
  const body = Buffer.from(await response.arrayBuffer()).toString('base64');
  return void (await cdp.send('Fetch.fulfillRequest', {
    requestId: paused.requestId,
    responseCode: response.status,
    responseHeaders,
    body,
  }));
}

type Handler = NonNullable<ReturnType<SessionState['schemes']['get']>>;

async function runHandler(handler: Handler, url: string, paused: Paused): Promise<Response | null> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(paused.request.headers)) headers.set(name, toOffered(value));
  const body = bodyOf(paused);
  const init = { method: paused.request.method, headers, ...(body === null ? {} : { body: new Uint8Array(body) }) };
  try {
    const response = await handler(new Request(url, init));
    if (!(response instanceof Response)) throw new TypeError('protocol.handle must answer with a Response');
    return response.status === 0 ? null : response;
  } catch (error) {
    report(`The handler of ${url} failed: ${String(error)}`);
    return null;
  }
}

/** Only for `details` of a socket: Chromium's Fetch domain knows none. */
export async function isSocketAllowed(host: PageHost, url: string): Promise<boolean> {
  const owner = { state: host.plan.state, host, isMainFrame: true };
  const answer = await askBeforeRequest(owner, {
    url,
    method: 'GET',
    resourceType: 'webSocket',
    referrer: '',
    body: null,
  });
  // Electron ignores redirectURL for WebSockets (electron/electron#51505).
  return answer.cancel !== true;
}
