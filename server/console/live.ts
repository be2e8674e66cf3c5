import type { FastifyInstance } from 'fastify';
import { mayCall, ACCESS } from '../access.ts';
import { signedInOf } from '../http/guard.ts';
import type { BusEvent } from '../push.ts';
import type { Services } from '../services.ts';
import { isSessionLive, type SignedIn } from './sessions.ts';

/** Keeps proxies from taking a quiet line for a dead one, and notices a session that ended by time. */
const BEAT_MS = 15_000;
/** A reader this far behind is cut off; EventSource dials again and the console reads everything anew. */
const MAX_BUFFERED_BYTES = 1_048_576;

/** `GET /api/live`: server-sent events (WHATWG HTML §9.2), ended with the session. */
export function registerLive(app: FastifyInstance, services: Services): void {
  const open = new Set<() => void>();
  // Before the server waits for its connections: these would never end by themselves.
  app.addHook('preClose', async () => {
    for (const end of open) end();
  });

  app.get('/api/live', (request, reply) => {
    const signedIn = signedInOf(request);
    reply.hijack();
    const { raw } = reply;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write(': welcome\n\n');

    let cancelBeat = services.clock.later(BEAT_MS, beat);
    const unsubscribe = services.bus.subscribe((event) => {
      if (event.type === 'session-ended' && event.tokenHash === signedIn.session.tokenHash) end();
      else if (event.type === 'live' && maySee(signedIn, event)) write(`data: ${JSON.stringify(event.event)}\n\n`);
    });
    open.add(end);
    raw.on('close', end);

    function write(text: string): void {
      if (raw.writableLength > MAX_BUFFERED_BYTES) end();
      else raw.write(text);
    }

    function beat(): void {
      cancelBeat = services.clock.later(BEAT_MS, beat);
      write(': still here\n\n');
      void endIfOver();
    }

    async function endIfOver(): Promise<void> {
      const isLive = await isSessionLive(services, signedIn.session.tokenHash).catch(() => false);
      if (!isLive) end();
    }

    function end(): void {
      cancelBeat();
      unsubscribe();
      open.delete(end);
      raw.end();
    }
  });
}

/** Whoever may not read a thing is not told of it either. */
function maySee({ person }: SignedIn, { event, owner }: Extract<BusEvent, { type: 'live' }>): boolean {
  const reads = (route: string) => mayCall(ACCESS[route] ?? [], person.role) === null;
  switch (event.type) {
    case 'device':
    case 'device-removed':
      return reads('GET /api/devices') && (person.role !== 'agent' || person.id === owner);
    case 'access-request':
      return reads('GET /api/access-requests');
    case 'waivers':
      return reads('GET /api/waivers');
    case 'help-request':
      return reads('GET /api/help-requests');
    case 'alert':
      return reads('GET /api/alerts');
    case 'rollout':
      return reads('GET /api/policy/rollout');
    case 'drafts':
      return reads('GET /api/policy/drafts');
    case 'people':
      return reads('GET /api/people');
    case 'policy':
    case 'phone-engine':
      return true;
  }
}
