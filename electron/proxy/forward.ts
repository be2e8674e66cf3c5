import { request as httpRequest, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Hop } from './contract.ts';
import { DialFailed, ForwardAgent } from './forward-agent.ts';
import { endToEnd, framingOf, valuesOf, without, type Framing } from './header-fields.ts';
import { problemPage, type Problem } from './pages.ts';
import type { ProxyParts } from './parts.ts';
import { sendPage } from './reply.ts';
import type { HttpTarget } from './target.ts';

export type AgentOf = (client: Socket) => ForwardAgent;

/** Gives each client connection its own agent. */
export function agentPerClient(parts: ProxyParts): AgentOf {
  const agents = new WeakMap<Socket, ForwardAgent>();
  return (client) => {
    const agent = agents.get(client) ?? new ForwardAgent(parts, client);
    agents.set(client, agent);
    return agent;
  };
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: HttpTarget;
  readonly expectsContinue: boolean;
}

/** As many as a list of proxies may have, and one for a connection that went stale. */
const MAX_RETRIES = 4;

/** Sends a plain request on and its answer back, both as streams. */
export function forwardHttp(parts: ProxyParts, agentOf: AgentOf, exchange: Exchange): void {
  const framing = framingOf(exchange.request.rawHeaders);
  if (framing.kind === 'unknown') {
    parts.onRefused('bad-request');
    exchange.response.shouldKeepAlive = false;
    sendPage(exchange.request, exchange.response, problemPage('bad-request'));
    return;
  }
  const agent = agentOf(exchange.request.socket);
  send(parts, agent, exchange, { framing, hop: agent.hopTo(exchange.target), left: MAX_RETRIES });
}

interface Attempt {
  readonly framing: Framing;
  readonly hop: Hop;
  /** How often the request may still be sent again. */
  readonly left: number;
}

function send(parts: ProxyParts, agent: ForwardAgent, exchange: Exchange, attempt: Attempt): void {
  const { request, response } = exchange;
  const { framing, hop, left } = attempt;
  const upstream = openRequest(agent, exchange, attempt);
  const onClientGone = (): void => void upstream.destroy();
  response.once('close', onClientGone);
  upstream.on('continue', () => {
    if (exchange.expectsContinue) response.writeContinue();
  });
  upstream.on('information', ({ statusCode, headers }) => passInformation(response, statusCode, headers['link']));
  upstream.on('response', (answer) => answerWith(parts, exchange, hop, answer));
  upstream.on('error', (error) => {
    response.off('close', onClientGone);
    // Nothing was answered and nothing is lost: a kept connection that was closed just now, or a proxy that is down.
    const isStale = upstream.reusedSocket && isSafe(request.method);
    const isDown = hop !== null && error instanceof DialFailed;
    if (left > 0 && framing.kind === 'none' && (isStale || isDown) && !response.headersSent && !response.destroyed)
      return send(parts, agent, exchange, { framing, hop: agent.hopTo(exchange.target), left: left - 1 });
    return sendPage(request, response, problemPage(problemOf(parts, error)));
  });
  if (framing.kind === 'none') upstream.end();
  else sendBody(request, upstream);
}

/** 102 and 103; a hint that Node finds no hint in is left out, which a hint may be. */
function passInformation(
  response: ServerResponse,
  status: number | undefined,
  link: string | string[] | undefined,
): void {
  try {
    if (status === 102) response.writeProcessing();
    if (status === 103 && link !== undefined) response.writeEarlyHints({ link });
  } catch {
    return;
  }
}

function openRequest(agent: ForwardAgent, exchange: Exchange, attempt: Attempt): ClientRequest {
  const { target, request } = exchange;
  const { hop } = attempt;
  return httpRequest(
    agent.optionsFor(target, hop, { method: request.method, headers: requestFields(exchange, attempt) }),
  );
}

function requestFields({ request, target, expectsContinue }: Exchange, { framing, hop }: Attempt): string[] {
  const keep = hop === null ? [] : ['proxy-authorization'];
  const fields = without(without(endToEnd(request.rawHeaders, keep), 'host'), 'content-length');
  const rest = expectsContinue ? fields : without(fields, 'expect');
  return ['Host', target.authority, ...rest, ...framingFields(framing, request.method)];
}

function framingFields(framing: Framing, method: string | undefined): string[] {
  switch (framing.kind) {
    case 'length':
      return ['Content-Length', framing.value];
    case 'chunked':
      return ['Transfer-Encoding', 'chunked'];
    case 'none':
    case 'unknown':
      // Node would make up a chunked body for these.
      return method === 'POST' || method === 'PUT' || method === 'PATCH' ? ['Content-Length', '0'] : [];
  }
}

function sendBody(request: IncomingMessage, upstream: ClientRequest): void {
  request.pipe(upstream, { end: false });
  request.once('end', () => {
    if (request.rawTrailers.length > 0) upstream.addTrailers(asPairs(request.rawTrailers));
    upstream.end();
  });
  // Half a body must never look like a whole one.
  request.once('close', () => {
    if (!request.complete) upstream.destroy();
  });
  upstream.flushHeaders();
}

export function answerWith(parts: ProxyParts, exchange: Exchange, hop: Hop, answer: IncomingMessage): void {
  const { request, response, target } = exchange;
  const status = answer.statusCode ?? 502;
  const framing = framingOf(answer.rawHeaders);
  const isDirect = hop === null;
  // Only a proxy may ask for a proxy's password; an origin that does wants the browser to ask for one in our name.
  if (framing.kind === 'unknown' || (status === 407 && isDirect)) {
    answer.destroy();
    sendPage(request, response, problemPage('bad-answer'));
    return;
  }
  const [location] = valuesOf(answer.rawHeaders, 'location');
  if (location !== undefined && URL.canParse(location, target.url))
    parts.portal.follow(target.host, new URL(location, target.url).hostname.replace(/^\[|\]$/g, ''));
  if (!request.complete) response.shouldKeepAlive = false;
  response.sendDate = false;
  const keep = isDirect ? [] : ['proxy-authenticate', 'proxy-authentication-info'];
  const fields = endToEnd(answer.rawHeaders, keep);
  const mayTrail = framing.kind === 'chunked' && request.httpVersion === '1.1' && request.method !== 'HEAD';
  try {
    response.writeHead(status, answer.statusMessage, mayTrail ? fields : without(fields, 'trailer'));
  } catch {
    answer.destroy();
    sendPage(request, response, problemPage('bad-answer'));
    return;
  }
  answer.pipe(response, { end: false });
  answer.once('end', () => {
    if (mayTrail && answer.rawTrailers.length > 0) response.addTrailers(asPairs(answer.rawTrailers));
    response.end();
  });
  answer.once('close', () => {
    if (!answer.complete) response.destroy();
  });
}

function asPairs(fields: readonly string[]): [string, string][] {
  return endToEnd(fields).reduce<[string, string][]>((pairs, text, index, all) => {
    if (index % 2 === 0) pairs.push([text, all[index + 1] ?? '']);
    return pairs;
  }, []);
}

function isSafe(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

export function problemOf(parts: ProxyParts, error: Error): Problem {
  if (error instanceof DialFailed) {
    if (error.why === 'private-address' || error.why === 'itself') parts.onRefused(error.why);
    return error.why;
  }
  // llhttp's own codes: the origin's answer was not HTTP.
  return 'code' in error && String(error.code).startsWith('HPE_') ? 'bad-answer' : 'unreachable';
}
