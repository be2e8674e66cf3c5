import { DOCUMENT_BIT, requestTypeBit } from '../rules/request-type.ts';
import { canonicalHost } from '../url/canonical-host.ts';
import { fastHost, fastTarget } from '../url/fast-target.ts';
import { readTarget, type NetworkTarget, type Target } from '../url/target.ts';
import type { EngineHit, HopFacts, RuleEngine } from './engine.ts';

/** A request as a browser or the proxy knows it. */
export interface WebRequest {
  readonly url: string;
  /** URL of the page that started it. */
  readonly source?: string | undefined;
  /** `main_frame` when absent. Names as browsers or AdBlock rules have them. */
  readonly type?: string | undefined;
  /** `connect`: a tunnel, of which only host and port are known. */
  readonly via?: 'browser' | 'connect' | 'http' | undefined;
  /** The server name in the TLS hello behind a CONNECT. */
  readonly sni?: string | undefined;
  /** The `Host` of a plain proxy request. */
  readonly hostHeader?: string | undefined;
  /** Redirects in order; relative ones are resolved against the one before. */
  readonly chain?: readonly string[] | undefined;
  readonly method?: string | undefined;
}

export interface WebAnswer {
  readonly action: 'block' | 'allow';
  readonly list: string | null;
  /** The line that decided, as its list has it. */
  readonly rule: string | null;
  readonly category: string | null;
  /** The host that it decided about. */
  readonly host: string | null;
}

/** What else there is to say about a host, given what the lists say. */
export type HostOverlay = (host: string, byLists: EngineHit | undefined) => EngineHit | undefined;

const NO_RULE: Omit<WebAnswer, 'host'> = { action: 'allow', list: null, rule: null, category: null };
const NOT_A_URL: WebAnswer = { action: 'block', list: 'built-in', rule: 'not-a-url', category: 'other', host: null };

/** Judges a request with all its names and hops: blocked when any of them is. What can't be read is blocked. */
export function judgeRequest(engine: RuleEngine, request: WebRequest, overlay: HostOverlay = keep): WebAnswer {
  if (isPlain(request) && !engine.needsWholeUrl) {
    const host = fastHost(request.url);
    if (host !== undefined) return answerOf(overlay(host, engine.judgeName(host)), host);
  }
  const facts: HopFacts = {
    sourceHost: request.source === undefined ? null : sourceHostOf(request.source),
    typeBit: request.type === undefined ? DOCUMENT_BIT : requestTypeBit(request.type),
    method: request.method?.toLowerCase() ?? 'get',
  };
  if (isPlain(request)) return judgeTarget(engine, fastTarget(request.url), facts, overlay);
  let allowed: WebAnswer | undefined;
  for (const target of targetsOf(request)) {
    const answer = judgeTarget(engine, target, facts, overlay);
    if (answer.action === 'block') return answer;
    if (allowed === undefined || (allowed.rule === null && answer.rule !== null)) allowed = answer;
  }
  return allowed ?? NOT_A_URL;
}

const keep: HostOverlay = (_, byLists) => byLists;

/** One address and nothing beside it, as browsers' own requests are. */
function isPlain(request: WebRequest): boolean {
  const { via, sni, hostHeader, chain } = request;
  return via === undefined && sni === undefined && hostHeader === undefined && chain === undefined;
}

function judgeTarget(engine: RuleEngine, target: Target, facts: HopFacts, overlay: HostOverlay): WebAnswer {
  switch (target.kind) {
    case 'invalid':
      return NOT_A_URL;
    case 'local':
      return { ...NO_RULE, host: null };
    case 'network':
      return answerOf(overlay(target.host, engine.judge(target, facts)), target.host);
  }
}

function answerOf(hit: EngineHit | undefined, host: string): WebAnswer {
  if (hit === undefined) return { ...NO_RULE, host };
  return { action: hit.action, list: hit.list, rule: hit.text, category: hit.category, host };
}

/** A bare host will do, too. */
function sourceHostOf(source: string): string | null {
  const target = fastTarget(source);
  if (target.kind === 'network') return target.host;
  return target.kind === 'local' ? null : (canonicalHost(source) ?? null);
}

/** Everything that the request reaches or claims to reach. */
function* targetsOf(request: WebRequest): Generator<Target> {
  const isTunnel = request.via === 'connect';
  const first = isTunnel ? tunnelTarget(request.url) : fastTarget(request.url);
  yield first;
  if (first.kind === 'network') {
    if (request.sni !== undefined && request.sni !== '')
      yield nameTarget(request.sni, first.kind === 'network' ? first.port : 443);
    if (request.hostHeader !== undefined && request.hostHeader !== '')
      yield headerTarget(request.hostHeader, first, isTunnel);
  }
  let base = request.url;
  for (const hop of request.chain ?? []) {
    const target = readTarget(hop, URL.canParse(base) ? base : undefined);
    yield target;
    base = target.kind === 'network' ? target.url : base;
  }
}

/** `host:port` or a URL; whatever path it has is behind the TLS that nobody opens. */
function tunnelTarget(url: string): Target {
  const target = /^\s*[a-z][a-z0-9+.-]*:[/\\]/i.test(url) ? fastTarget(url) : readTarget(`https://${url.trim()}/`);
  if (target.kind !== 'network') return target;
  return readTarget(`https://${target.host}:${target.port === 0 ? 443 : target.port}/`);
}

function nameTarget(name: string, port: number): Target {
  return isAuthority(name) ? readTarget(`https://${name}:${port === 0 ? 443 : port}/`) : { kind: 'invalid' };
}

function headerTarget(header: string, first: NetworkTarget, isTunnel: boolean): Target {
  if (!isAuthority(header)) return { kind: 'invalid' };
  const rest = isTunnel ? '/' : first.url.slice(first.hostStart + first.host.length).replace(/^:\d+/, '');
  return readTarget(`${first.url.slice(0, first.hostStart)}${header.trim()}${rest}`);
}

/** Nothing in it that would end the authority and start a path, or hide the host behind user information. */
function isAuthority(text: string): boolean {
  return /^[^\s/?#@\\]+$/.test(text.trim());
}
