import type { WebSocketRoute } from 'playwright';
import { WebSocket } from 'ws';
import { connectChecked, type VerifyProc } from './certificates.ts';
import { allowsConnect } from './csp.ts';

export interface SocketDocument {
  readonly url: string;
  readonly origin: string;
  /** Content-Security-Policy headers of the document, in the product's URLs. */
  readonly policies: readonly string[];
}

export interface SocketPorts {
  /** The session's onBeforeRequest, for the resource type webSocket. */
  isAllowed(url: string): Promise<boolean>;
  document(): SocketDocument;
  verifyProc(): VerifyProc | null;
  cookies(url: string): Promise<string>;
  report(line: string): void;
}

/** RFC 6455 §7.4.1: what a browser reports when a connection fails; never sent. */
const ABNORMAL = 1006;

/** Decides about one WebSocket of a page, and carries it through Node where Chromium couldn't obey the product's answers. */
export async function routeSocket(route: WebSocketRoute, ports: SocketPorts): Promise<void> {
  const url = route.url();
  if (!(await ports.isAllowed(url))) return await route.close({ code: ABNORMAL });
  const document = ports.document();
  const verify = ports.verifyProc();
  const isOwnScheme = !/^https?:/.test(document.url);
  if (!isOwnScheme && (verify === null || !url.startsWith('wss:'))) {
    route.connectToServer();
    return undefined;
  }
  if (!allowsConnect(document.policies, url, document.url)) {
    ports.report(`The Content Security Policy of ${document.url} refuses a connection to ${url}`);
    return await route.close({ code: ABNORMAL });
  }
  try {
    await carry(route, { url: new URL(url), origin: document.origin, verify, cookies: await ports.cookies(url) });
  } catch (error) {
    ports.report(`${url} could not be reached: ${error instanceof Error ? error.message : String(error)}`);
    await route.close({ code: ABNORMAL });
  }
  return undefined;
}

interface Carried {
  readonly url: URL;
  readonly origin: string;
  readonly verify: VerifyProc | null;
  readonly cookies: string;
}

async function carry(route: WebSocketRoute, { url, origin, verify, cookies }: Carried): Promise<void> {
  const tls = url.protocol === 'wss:' ? await connectChecked(url, verify) : null;
  const socket = new WebSocket(url, route.protocols(), {
    origin,
    headers: cookies === '' ? {} : { Cookie: cookies },
    handshakeTimeout: 15_000,
    ...(tls === null ? {} : { createConnection: () => tls.socket }),
  });
  let closedByPage = false;
  route.onMessage((message) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(message);
  });
  route.onClose((code, reason) => {
    closedByPage = true;
    const sendable = code !== undefined && (code === 1000 || (code >= 3000 && code <= 4999));
    if (sendable) socket.close(code, reason);
    else socket.close();
    void route.close({ code: code ?? 1005, reason: reason ?? '' });
  });
  socket.on('message', (data: Buffer, isBinary) => route.send(isBinary ? data : data.toString('utf8')));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => socket.terminate());
  socket.once('close', (code, reason) => {
    if (!closedByPage) void route.close({ code, reason: reason.toString('utf8') });
  });
}
