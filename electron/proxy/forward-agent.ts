import { Agent, type RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Dialed } from './dial.ts';
import type { Hop } from './contract.ts';
import { dialHop, type ProxyParts } from './parts.ts';
import type { HttpTarget } from './target.ts';

type Done = (error: Error | null, stream?: Duplex) => void;
type Why = Exclude<Dialed, { ok: true }>['why'];

/** What travels with a request's options to where its connection is made. */
interface ForwardOptions {
  readonly target: HttpTarget;
  readonly hop: Hop;
}

/** Carries why a dial failed through Node's HTTP client. */
export class DialFailed extends Error {
  readonly why: Why;

  constructor(why: Why) {
    super(`The next hop can't be reached: ${why}.`);
    this.name = 'DialFailed';
    this.why = why;
  }
}

/**
 * Connections to origins that belong to one client connection. Never shared: some origins tie a log-in to a connection
 * (NTLM), and a shared one would hand it to whoever comes next.
 */
export class ForwardAgent extends Agent {
  readonly #parts: ProxyParts;
  readonly #client: Socket;
  readonly #gone = new AbortController();

  constructor(parts: ProxyParts, client: Socket) {
    super({ keepAlive: true, maxFreeSockets: 4, scheduling: 'lifo', timeout: parts.idleMs });
    this.#parts = parts;
    this.#client = client;
    client.once('close', () => {
      this.#gone.abort();
      this.destroy();
    });
  }

  hopTo(target: HttpTarget): Hop {
    return this.#parts.hops.inOrder(target.host, this.#client.localPort)[0] ?? null;
  }

  /** A request's options: to the origin in origin form, to a proxy in absolute form. */
  optionsFor(
    target: HttpTarget,
    hop: Hop,
    rest: Pick<RequestOptions, 'method' | 'headers'>,
  ): RequestOptions & ForwardOptions {
    return {
      ...rest,
      agent: this,
      // Names the agent's pool: one per next hop.
      host: hop?.host ?? target.host,
      port: hop?.port ?? target.port,
      path: hop === null ? target.path : target.url,
      setHost: false,
      insecureHTTPParser: false,
      maxHeaderSize: 131_072,
      target,
      hop,
    };
  }

  override createConnection(
    options: Parameters<Agent['createConnection']>[0],
    done?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    // Node takes an error without a stream; its types don't say so.
    void this.#dial(options as unknown as ForwardOptions, done as Done | undefined);
    return undefined;
  }

  async #dial({ target, hop }: ForwardOptions, done: Done | undefined): Promise<void> {
    const options = { reuseBuffer: false, signal: this.#gone.signal };
    const dialed = await dialHop(this.#parts, hop, target, options);
    if (dialed.ok) this.#parts.connections.track(dialed.connection.socket);
    if (dialed.ok) done?.(null, dialed.connection.socket);
    else done?.(new DialFailed(dialed.why));
  }
}
