import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FilterRequest } from './contract.ts';
import { answerControl, PAC_TYPE, type ControlOptions } from './control.ts';
import { agentPerClient, forwardHttp, type AgentOf } from './forward.ts';
import { valuesOf } from './header-fields.ts';
import { blockedPage, problemPage, probePage, type Page } from './pages.ts';
import type { ProxyParts } from './parts.ts';
import { mayFetch } from './ports.ts';
import { PROBE_HOST, type Probes } from './probe.ts';
import { sendPage, sendPageRaw, sendStatusRaw } from './reply.ts';
import { readAbsoluteForm, type HttpTarget } from './target.ts';
import { openTunnel } from './tunnel.ts';
import { forwardUpgrade, isWebSocket } from './upgrade.ts';

export interface RequestParts extends ProxyParts {
  readonly control: ControlOptions;
  readonly probes: Probes;
}

/** More fields than any browser sends; Node drops what is beyond its own limit in silence, so ours is below it. */
const MAX_FIELDS = 256;

/** One listening HTTP server of the proxy, not listening yet. Node's parser in its strict mode is the only reader. */
export function createListener(parts: RequestParts): Server {
  const agentOf = agentPerClient(parts);
  const server = createServer({
    insecureHTTPParser: false,
    requireHostHeader: true,
    maxHeaderSize: 65_536,
    headersTimeout: 15_000,
    // An upload over a slow line may take hours; silence ends a connection, not slowness.
    requestTimeout: 0,
    keepAliveTimeout: 75_000,
    connectionsCheckingInterval: 1000,
    noDelay: true,
    shouldUpgradeCallback: isWebSocket,
  });
  server.maxHeadersCount = MAX_FIELDS + 1;
  server.timeout = parts.idleMs;
  server.maxConnections = 8192;
  server.on('connection', (socket: Socket) => parts.connections.opened(socket));
  server.on('drop', () => parts.onRefused('too-many'));
  // Whatever goes wrong with one request ends that one's connection and nothing else.
  const guarded = (client: Socket, act: () => void): void => {
    try {
      act();
    } catch {
      client.destroy();
    }
  };
  for (const [event, expectsContinue] of [
    ['request', false],
    ['checkContinue', true],
  ] as const)
    server.on(event, (request: IncomingMessage, response: ServerResponse) =>
      guarded(request.socket, () => onRequest(parts, agentOf, request, response, expectsContinue)),
    );
  server.on('connect', (request, socket, head) => {
    const client = socket as Socket;
    if (!mayTakeOver(parts, client)) return;
    parts.noteBrowser(request.headers['user-agent']);
    openTunnel(parts, request, client, head).catch(() => client.destroy());
  });
  server.on('upgrade', (request, socket, head) =>
    guarded(socket as Socket, () => onUpgrade(parts, agentOf, request, socket as Socket, head)),
  );
  server.on('clientError', (error, socket) => onClientError(parts, error, socket as Socket));
  return server;
}

/** A tunnel asked for while an answer is still due would mix the two. */
function mayTakeOver(parts: RequestParts, client: Socket): boolean {
  parts.connections.spoke(client);
  if (!parts.connections.isBusy(client)) return true;
  parts.onRefused('pipelined');
  client.destroy();
  return false;
}

function onRequest(
  parts: RequestParts,
  agentOf: AgentOf,
  request: IncomingMessage,
  response: ServerResponse,
  expectsContinue: boolean,
): void {
  parts.connections.spoke(request.socket);
  const done = parts.connections.began(request.socket);
  if (done === null) {
    parts.onRefused('pipelined');
    request.socket.destroy();
    return;
  }
  response.once('close', done);
  // Who does not get leave to send a body may or may not send it: what comes next can't be told from it.
  if (expectsContinue)
    response.once('finish', () => response.writableFinished && !request.complete && request.socket.destroySoon());
  if (isOriginForm(request)) return answerAsOrigin(parts, request, response);
  const target = readTarget(parts, request);
  if (target === null) {
    // Where such a request ends, and so where the next begins, is anybody's guess.
    response.shouldKeepAlive = false;
    return sendPage(request, response, problemPage('bad-request'));
  }
  const page = pageInstead(parts, request, target);
  if (page !== null) return sendPage(request, response, page);
  parts.noteBrowser(request.headers['user-agent']);
  return forwardHttp(parts, agentOf, { request, response, target, expectsContinue });
}

function onUpgrade(
  parts: RequestParts,
  agentOf: AgentOf,
  request: IncomingMessage,
  client: Socket,
  head: Buffer,
): void {
  client.on('error', () => client.destroy());
  if (!mayTakeOver(parts, client)) return undefined;
  if (isOriginForm(request)) {
    const answer = answerControl(request, parts.control);
    parts.onRefused(answer.status === 200 ? 'bad-request' : answer.why);
    return sendStatusRaw(client, answer.status === 200 ? 400 : answer.status);
  }
  const target = isWebSocket(request) ? readTarget(parts, request) : null;
  if (target === null) return sendPageRaw(client, problemPage('bad-request'));
  const page = pageInstead(parts, request, target);
  if (page !== null) return sendPageRaw(client, page);
  return forwardUpgrade(parts, agentOf, { request, client, head, target });
}

function isOriginForm({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/') || url === '*';
}

function readTarget(parts: RequestParts, request: IncomingMessage): HttpTarget | null {
  const { rawHeaders, method, httpVersion, headers } = request;
  const isOld = httpVersion !== '1.1';
  const hosts = valuesOf(rawHeaders, 'host').length;
  const wrong =
    (httpVersion !== '1.1' && httpVersion !== '1.0') ||
    rawHeaders.length / 2 > MAX_FIELDS ||
    hosts > 1 ||
    (hosts === 0 && !isOld) ||
    // RFC 9112 §6.1: chunks in HTTP/1.0 are a sign of smuggling.
    (isOld && headers['transfer-encoding'] !== undefined) ||
    // It echoes what should stay secret; no browser sends it.
    method === 'TRACE';
  const target = wrong ? null : readAbsoluteForm(request.url ?? '', ['http:', 'ws:']);
  if (target === null) parts.onRefused('bad-request');
  return target;
}

/** What the client gets in place of the site, or null when the site may be fetched. */
function pageInstead(parts: RequestParts, request: IncomingMessage, target: HttpTarget): Page | null {
  if (target.host === PROBE_HOST) {
    const isOurs = parts.probes.answer(target.path, request.headers['user-agent'] ?? '');
    // A page that guesses gets what it would get from any name that doesn't exist.
    return isOurs ? probePage() : problemPage('no-such-name');
  }
  const { host } = request.headers;
  const base: FilterRequest = { url: target.url, via: 'http' };
  const blocked = parts.judge(host === undefined ? base : { ...base, hostHeader: host }, 'http');
  if (blocked !== null) return blockedPage(blocked);
  if (mayFetch(target.port, parts.ports) || parts.portal.isPortal(target.host)) return null;
  parts.onRefused('port');
  return problemPage('port');
}

function answerAsOrigin(parts: RequestParts, request: IncomingMessage, response: ServerResponse): void {
  const answer = answerControl(request, parts.control);
  response.shouldKeepAlive = false;
  response.sendDate = false;
  if (answer.status !== 200) parts.onRefused(answer.why);
  const body = answer.status === 200 ? answer.body : '';
  response.writeHead(answer.status, {
    'Content-Type': answer.status === 200 ? PAC_TYPE : 'text/plain',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  response.end(body);
  request.resume();
}

const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function onClientError(parts: RequestParts, error: Error, socket: Socket): void {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNRESET' || !socket.writable || parts.connections.isBusy(socket)) {
    if (code !== 'ECONNRESET') parts.onRefused('bad-request');
    socket.destroy();
    return;
  }
  parts.onRefused(code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'too-slow' : 'bad-request');
  sendStatusRaw(socket, STATUS_OF[code] ?? 400);
  socket.destroySoon();
}
