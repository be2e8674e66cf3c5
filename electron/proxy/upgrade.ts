import { request as httpRequest, ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { answerWith, problemOf, type AgentOf } from './forward.ts';
import { endToEnd, framingOf, without } from './header-fields.ts';
import { problemPage } from './pages.ts';
import type { ProxyParts } from './parts.ts';
import { pour, relay } from './relay.ts';
import { sendPageRaw, writeHead } from './reply.ts';
import type { HttpTarget } from './target.ts';

/** Only WebSockets: an upgrade to h2c would be a tunnel for requests that nobody judges. */
export function isWebSocket(request: IncomingMessage): boolean {
  return request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket';
}

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly client: Socket;
  readonly head: Buffer;
  readonly target: HttpTarget;
}

/** Passes a plain WebSocket's opening handshake on (RFC 6455 §4) and then its bytes. */
export function forwardUpgrade(parts: ProxyParts, agentOf: AgentOf, { request, client, head, target }: Upgrade): void {
  if (framingOf(request.rawHeaders).kind !== 'none') return sendPageRaw(client, problemPage('bad-request'));
  const agent = agentOf(client);
  const hop = agent.hopTo(target);
  const upstream = httpRequest(
    agent.optionsFor(target, hop, { method: 'GET', headers: upgradeFields(request, target, hop === null) }),
  );
  client.on('error', () => upstream.destroy());
  client.once('close', () => upstream.destroy());
  let isAnswered = false;
  upstream.once('upgrade', (answer, far, farHead) => {
    isAnswered = true;
    carry(parts, { client, far, answer, head, farHead });
  });
  upstream.once('response', (answer) => {
    isAnswered = true;
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(client);
    response.once('finish', () => client.end());
    answerWith(parts, { request, response, target, expectsContinue: false }, hop, answer);
  });
  upstream.once('error', (error) => {
    if (isAnswered || client.destroyed) client.destroy();
    else sendPageRaw(client, problemPage(problemOf(parts, error)));
  });
  upstream.end();
}

function upgradeFields(request: IncomingMessage, target: HttpTarget, isDirect: boolean): string[] {
  const rest = without(endToEnd(request.rawHeaders, isDirect ? [] : ['proxy-authorization']), 'host');
  return ['Host', target.authority, ...rest, 'Connection', 'Upgrade', 'Upgrade', 'websocket'];
}

interface Opened {
  readonly client: Socket;
  readonly far: Duplex;
  readonly answer: IncomingMessage;
  readonly head: Buffer;
  readonly farHead: Buffer;
}

function carry(parts: ProxyParts, { client, far, answer, head, farHead }: Opened): void {
  const farSocket = far as Socket;
  writeHead(client, 101, [...endToEnd(answer.rawHeaders), 'Connection', 'Upgrade', 'Upgrade', 'websocket']);
  if (farHead.length > 0) client.write(farHead);
  client.once('close', () => farSocket.destroy());
  farSocket.on('error', () => client.destroy());
  farSocket.once('close', () => client.destroySoon());
  relay(client, { socket: farSocket, attach: () => pour(farSocket, client) }, parts.idleMs)(head);
}
