import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';

export interface Connected {
  readonly socket: Socket;
  /** Sends what arrives to `sink`, which returns false to be left in peace until `socket.resume()`. Only with `reuseBuffer`. */
  attach(sink: (chunk: Buffer) => boolean): void;
}

export interface ConnectOptions {
  readonly addresses: readonly string[];
  readonly port: number;
  readonly timeoutMs: number;
  /** Reads into one buffer again and again: twice as fast, but a chunk is only valid until the sink returns true or resumes. */
  readonly reuseBuffer: boolean;
  readonly signal: AbortSignal;
}

/** RFC 8305 §5: how long one address may take before the next is tried beside it. */
const STAGGER_MS = 250;
const SMALL_BUFFER_BYTES = 8192;
const LARGE_BUFFER_BYTES = 65_536;
const FULL_READS_TO_GROW = 8;

/** Connects to whichever of the given addresses answers first (Happy Eyeballs). Rejects with the last error. */
export function raceConnect(options: ConnectOptions): Promise<Connected> {
  const { addresses, signal } = options;
  return new Promise((resolve, reject) => {
    const attempts = new Set<Socket>();
    const waiting = interleaved(addresses);
    let stagger: NodeJS.Timeout | undefined;
    let settled = false;

    const settle = (end: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(stagger);
      clearTimeout(deadline);
      signal.removeEventListener('abort', onAbort);
      end();
      for (const socket of attempts) socket.destroy();
    };
    const fail = (error: Error): void => settle(() => reject(error));
    const onAbort = (): void => fail(new Error('The client went away.'));
    const deadline = setTimeout(() => fail(timedOut()), options.timeoutMs);

    const next = (): void => {
      clearTimeout(stagger);
      const address = waiting.shift();
      if (address === undefined || settled) return;
      const attempt = open(address, options);
      attempts.add(attempt.socket);
      attempt.socket.once('connect', () =>
        settle(() => {
          attempts.delete(attempt.socket);
          attempt.socket.removeAllListeners('error');
          resolve(attempt);
        }),
      );
      attempt.socket.once('error', (error) => {
        attempts.delete(attempt.socket);
        if (waiting.length > 0) next();
        else if (attempts.size === 0) fail(error);
      });
      if (waiting.length > 0) stagger = setTimeout(next, STAGGER_MS);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    next();
  });
}

function open(host: string, { port, reuseBuffer }: ConnectOptions): Connected {
  const base: TcpNetConnectOpts = { host, port, allowHalfOpen: true, autoSelectFamily: false };
  if (!reuseBuffer) return { socket: connect(base).setNoDelay(true), attach: () => undefined };
  let sink: (chunk: Buffer) => boolean = () => false;
  let buffer = Buffer.allocUnsafeSlow(SMALL_BUFFER_BYTES);
  let fullReads = 0;
  const take = (bytes: number): boolean => {
    const chunk = buffer.subarray(0, bytes);
    fullReads = bytes === buffer.length ? fullReads + 1 : 0;
    // Most tunnels carry little; one that carries a file gets the room for it, and only that one.
    if (fullReads === FULL_READS_TO_GROW) buffer = Buffer.allocUnsafeSlow(LARGE_BUFFER_BYTES);
    return sink(chunk);
  };
  const socket = connect({ ...base, onread: { buffer: () => buffer, callback: take } });
  // Whoever speaks first may do so before anybody listens.
  socket.setNoDelay(true).pause();
  return {
    socket,
    attach: (to) => {
      sink = to;
      socket.resume();
    },
  };
}

/** RFC 8305 §4: families by turns, beginning with the resolver's favourite. */
function interleaved(addresses: readonly string[]): string[] {
  const v6 = addresses.filter((address) => address.includes(':'));
  const v4 = addresses.filter((address) => !address.includes(':'));
  const [first, second] = addresses[0]?.includes(':') === true ? [v6, v4] : [v4, v6];
  return first
    .flatMap((address, index) => [address, ...second.slice(index, index + 1)])
    .concat(second.slice(first.length));
}

function timedOut(): Error {
  return Object.assign(new Error('No address answered in time.'), { code: 'ETIMEDOUT' });
}
