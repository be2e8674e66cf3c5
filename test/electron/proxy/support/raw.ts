import { connect, type Socket } from 'node:net';
import { onEnd } from './proxy.ts';

export interface RawClient {
  readonly socket: Socket;
  send(text: string | Buffer): void;
  /** Waits until what has come in matches. Rejects when the connection ends first. */
  until(pattern: RegExp): Promise<string>;
  /** Everything that came until the other side closed. */
  closed(): Promise<string>;
  received(): string;
}

/** A client that says exactly what it is told to, with none of a library's good manners. */
export async function rawClient(port: number, host = '127.0.0.1'): Promise<RawClient> {
  const socket = connect({ port, host, allowHalfOpen: true }).setNoDelay(true);
  let text = '';
  const watchers = new Set<() => void>();
  const wake = (): void => watchers.forEach((watcher) => watcher());
  let isOver = false;
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    text += String(chunk);
    wake();
  });
  socket.on('error', () => undefined);
  for (const event of ['end', 'close'] as const)
    socket.on(event, () => {
      isOver = true;
      wake();
    });
  onEnd(() => void socket.destroy());
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const wait = (isDone: () => boolean, mayEnd: boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!isDone() && !isOver) return;
        watchers.delete(look);
        if (isDone() || mayEnd) resolve(text);
        else reject(new Error(`The connection ended after: ${JSON.stringify(text.slice(0, 400))}`));
      };
      watchers.add(look);
      look();
    });
  return {
    socket,
    send: (data) => socket.write(data, 'latin1'),
    until: (pattern) => wait(() => pattern.test(text), false),
    closed: () => wait(() => isOver, true),
    received: () => text,
  };
}

/** Sends one request and returns everything that came back until the proxy closed or answered in full. */
export async function exchange(port: number, text: string): Promise<string> {
  const client = await rawClient(port);
  client.send(text);
  client.socket.setTimeout(5000, () => client.socket.destroy());
  const answer = await client.until(/^HTTP\/1\.1 \d{3} [^]*\r\n\r\n/).catch(() => client.received());
  client.socket.destroy();
  return answer;
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
