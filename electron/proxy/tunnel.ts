import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Hop } from './contract.ts';
import type { Dialed } from './dial.ts';
import { guardFirstBytes } from './gatekeeper.ts';
import { valuesOf } from './header-fields.ts';
import { blockedPage, problemPage, type Problem } from './pages.ts';
import { dialHop, type ProxyParts } from './parts.ts';
import { mayTunnel } from './ports.ts';
import { PROBE_HOST } from './probe.ts';
import { relay } from './relay.ts';
import { sendPageRaw, sendStatusRaw, writeHead } from './reply.ts';
import { readAuthority, type Target } from './target.ts';
import { askForTunnel, type UpstreamAnswer } from './upstream-tunnel.ts';

/** Answers CONNECT: judges the name, dials, judges the name inside, and then only carries bytes. */
export async function openTunnel(
  parts: ProxyParts,
  request: IncomingMessage,
  client: Socket,
  head: Buffer,
): Promise<void> {
  client.on('error', () => client.destroy());
  const refuse = (problem: Problem): void => {
    if (problem === 'bad-request' || problem === 'port' || problem === 'private-address' || problem === 'itself')
      parts.onRefused(problem);
    sendPageRaw(client, problemPage(problem));
  };
  const target = readAuthority(request.url ?? '');
  if (target === null || !isPlainConnect(request)) return refuse('bad-request');
  // The probe answers over plain HTTP only; to everybody else the name doesn't exist.
  if (target.host === PROBE_HOST) return refuse('no-such-name');
  const blocked = parts.judge(connectRequest(request, target), 'connect');
  if (blocked !== null) return sendPageRaw(client, blockedPage(blocked));
  if (!mayTunnel(target.port, parts.ports) && !parts.portal.isPortal(target.host)) return refuse('port');

  const gone = new AbortController();
  const onClose = (): void => gone.abort();
  client.once('close', onClose);
  const { hop, dialed } = await dialFirst(parts, target, client.localPort, gone.signal);
  client.off('close', onClose);
  if (client.destroyed) return dialed.ok ? void dialed.connection.socket.destroy() : undefined;
  if (!dialed.ok) return refuse(dialed.why);
  const answer = hop === null ? STRAIGHT : await askForTunnel(dialed.connection, target, request, parts.firstBytesMs);
  if (client.destroyed || !answer.ok) {
    dialed.connection.socket.destroy();
    if (!answer.ok) passOn(client, answer);
    return undefined;
  }
  return carry(parts, { client, target, head, dialed, rest: answer.rest });
}

/** The first hop of this way that can be reached. */
async function dialFirst(
  parts: ProxyParts,
  target: Target,
  localPort: number | undefined,
  signal: AbortSignal,
): Promise<{ readonly hop: Hop; readonly dialed: Dialed }> {
  let last: { readonly hop: Hop; readonly dialed: Dialed } | undefined;
  for (const hop of parts.hops.inOrder(target.host, localPort)) {
    last = { hop, dialed: await dialHop(parts, hop, target, { reuseBuffer: true, signal }) };
    if (last.dialed.ok || signal.aborted) return last;
  }
  return last ?? { hop: null, dialed: { ok: false, why: 'unreachable' } };
}

const STRAIGHT: UpstreamAnswer = { ok: true, rest: Buffer.alloc(0) };

interface Tunnel {
  readonly client: Socket;
  readonly target: Target;
  readonly head: Buffer;
  readonly dialed: Extract<Dialed, { ok: true }>;
  readonly rest: Buffer;
}

function carry(parts: ProxyParts, { client, target, head, dialed, rest }: Tunnel): void {
  const far = dialed.connection.socket;
  parts.connections.track(far);
  client.write('HTTP/1.1 200 Connection established\r\n\r\n');
  if (rest.length > 0) client.write(rest);
  const closeFar = (): void => void far.destroy();
  client.once('close', closeFar);
  far.on('error', () => client.destroy());
  far.once('close', () => client.destroySoon());
  const start = relay(client, dialed.connection, parts.idleMs);
  guardFirstBytes({
    client,
    target,
    head,
    judge: parts.judge,
    timeoutMs: parts.firstBytesMs,
    onPass: start,
    onRefuse: (why) => {
      if (why !== 'blocked') parts.onRefused(why);
      far.destroy();
    },
  });
}

/** CONNECT has no body (RFC 9110 §9.3.6) and one Host; anything else is two readers reading two things. */
function isPlainConnect({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  const lengths = valuesOf(rawHeaders, 'content-length');
  const codings = valuesOf(rawHeaders, 'transfer-encoding');
  const hosts = valuesOf(rawHeaders, 'host');
  return (
    lengths.every((length) => length === '0') &&
    codings.length === 0 &&
    hosts.length <= 1 &&
    (httpVersion === '1.1' || httpVersion === '1.0')
  );
}

function connectRequest(request: IncomingMessage, target: Target): Parameters<ProxyParts['judge']>[0] {
  const base = { url: `https://${target.urlHost}:${target.port}/`, via: 'connect' } as const;
  const { host } = request.headers;
  return host === undefined ? base : { ...base, hostHeader: host };
}

function passOn(client: Socket, answer: Extract<UpstreamAnswer, { ok: false }>): void {
  if (client.destroyed) return;
  if (answer.status === null) return sendStatusRaw(client, 502);
  writeHead(client, answer.status, [...answer.fields, 'Content-Length', '0', 'Connection', 'close']);
  client.end();
  client.resume();
}
