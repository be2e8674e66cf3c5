import type { Socket } from 'node:net';
import type { BlockDecision, FilterRequest } from './contract.ts';
import { MAX_FIRST_BYTES, readFirstBytes, type FirstBytes } from './first-bytes.ts';
import type { Judge } from './judge.ts';
import { blockedPage } from './pages.ts';
import { sendPageRaw } from './reply.ts';
import type { Target } from './target.ts';

export interface GateOptions {
  readonly client: Socket;
  readonly target: Target;
  readonly judge: Judge;
  /** What came along with the request for the tunnel. */
  readonly head: Buffer;
  readonly timeoutMs: number;
  /** The first bytes are for a host that may be reached: here they are, all of them. */
  onPass(bytes: Buffer): void;
  onRefuse(why: 'blocked' | 'bad-first-bytes' | 'too-slow'): void;
}

/**
 * Holds back what the client says first in a tunnel until the name in it (TLS SNI, or HTTP's Host) was judged as well:
 * `CONNECT good.example` with `evil.example` inside must not work. TLS is read, never opened.
 */
export function guardFirstBytes(options: GateOptions): void {
  const { client } = options;
  let bytes = Buffer.alloc(0);
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const finish = (): void => {
    isOver = true;
    clearTimeout(timer);
    client.off('data', take);
    client.off('end', onEnd);
    client.off('close', finish);
    client.pause();
  };
  const refuse = (why: 'bad-first-bytes' | 'too-slow'): void => {
    finish();
    options.onRefuse(why);
    client.destroy();
  };
  const onEnd = (): void => {
    if (bytes.length > 0) return refuse('bad-first-bytes');
    finish();
    return options.onPass(bytes);
  };
  const take = (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk]);
    const first = readFirstBytes(bytes);
    if (first.is === 'more' && bytes.length <= MAX_FIRST_BYTES) {
      // Silence is fine (the other side may speak first); half a greeting for ever is not.
      if (bytes.length > 0) timer ??= setTimeout(() => refuse('too-slow'), options.timeoutMs);
      return;
    }
    if (first.is === 'malformed' || first.is === 'more') return refuse('bad-first-bytes');
    const blocked = judgeFirst(first, options);
    finish();
    if (blocked === null) return options.onPass(bytes);
    options.onRefuse('blocked');
    turnAway(client, first, blocked);
  };
  client.on('data', take);
  client.once('end', onEnd);
  client.once('close', finish);
  if (options.head.length > 0) take(options.head);
  if (!isOver) client.resume();
}

function judgeFirst(first: FirstBytes, { judge, target }: GateOptions): BlockDecision | null {
  const url = `https://${target.urlHost}:${target.port}/`;
  if (first.is === 'tls') {
    // Without a name, or with the very name that was asked for, everything was judged when the tunnel was.
    if (first.sni === null || first.sni === target.host) return null;
    return judge({ url, via: 'connect', sni: first.sni }, 'sni');
  }
  if (first.is !== 'http') return null;
  for (const host of new Set([`${target.urlHost}:${target.port}`, ...first.hosts])) {
    const request: FilterRequest = { url: `http://${host}${first.path}`, via: 'http', hostHeader: host };
    const blocked = judge(request, 'tunnelled-http');
    if (blocked !== null) return blocked;
  }
  return null;
}

/** RFC 8446 §6: a fatal alert, access_denied (49), so that the browser says at once that it was refused. */
const ACCESS_DENIED = Buffer.from([21, 3, 1, 0, 2, 2, 49]);

function turnAway(client: Socket, first: FirstBytes, blocked: BlockDecision): void {
  if (first.is === 'http') return sendPageRaw(client, blockedPage(blocked));
  client.end(ACCESS_DENIED);
  client.resume();
}
