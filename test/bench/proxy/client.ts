import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** How a client reaches the origin: by itself, or by a proxy's tunnel or absolute-form request. */
export interface Way {
  readonly origin: number;
  /** Null: directly. */
  readonly proxy: number | null;
  readonly kind: 'http' | 'tunnel' | 'tls';
}

/** One connection to an origin, of which requests can be asked one after the other. */
export interface Line {
  readonly socket: Socket;
  /** Resolves with the milliseconds until the answer's last byte. */
  ask(bytes: number, pace?: number): Promise<number>;
}

/** Opens a line; the milliseconds until it can be used are its cost. */
export async function openLine(way: Way): Promise<Line & { readonly openedMs: number }> {
  const startedMs = performance.now();
  const raw = connect({ port: way.proxy ?? way.origin, host: '127.0.0.1' }).setNoDelay(true);
  // Every wait looks at the close that follows.
  raw.on('error', () => undefined);
  await event(raw, 'connect');
  const authority = `127.0.0.1:${way.origin}`;
  if (way.proxy !== null && way.kind !== 'http') {
    raw.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
    await answered(raw, 0);
  }
  const socket =
    way.kind === 'tls' ? connectTls({ socket: raw, rejectUnauthorized: false, servername: 'site.example' }) : raw;
  if (way.kind === 'tls') await event(socket, 'secureConnect');
  const base = way.proxy !== null && way.kind === 'http' ? `http://${authority}` : '';
  return {
    socket,
    openedMs: performance.now() - startedMs,
    ask: async (bytes, pace = 0) => {
      const askedMs = performance.now();
      socket.write(`GET ${base}/${bytes}/${pace} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
      await answered(socket, bytes);
      return performance.now() - askedMs;
    },
  };
}

function event(socket: Socket, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const onClose = (): void => reject(new Error(`The connection ended before “${name}”.`));
    socket.on('error', () => undefined);
    socket.once('close', onClose);
    socket.once(name, () => {
      socket.off('close', onClose);
      resolve();
    });
  });
}

/** Waits for a head and then that many bytes of body, counting and throwing them away. */
function answered(socket: Socket, bytes: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let head: Buffer | null = Buffer.alloc(0);
    let left = bytes;
    const done = (end: () => void): void => {
      socket.off('data', take);
      socket.off('close', onClose);
      end();
    };
    const onClose = (): void => done(() => reject(new Error(`The connection ended with ${left} bytes to come.`)));
    const take = (chunk: Buffer): void => {
      let body = chunk;
      if (head !== null) {
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf('\r\n\r\n');
        if (end === -1) return;
        if (!head.toString('latin1', 9, 12).startsWith('200'))
          return done(() => reject(new Error(`The answer was ${head?.toString('latin1', 0, 40)}`)));
        body = head.subarray(end + 4);
        head = null;
      }
      left -= body.length;
      if (left <= 0) done(resolve);
      return undefined;
    };
    if (socket.destroyed) return onClose();
    socket.on('data', take);
    return void socket.once('close', onClose);
  });
}
