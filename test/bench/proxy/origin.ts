import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { AddressInfo, Server, Socket } from 'node:net';
import { selfSigned } from '../../electron/proxy/support/tls.ts';

/**
 * An origin that reads `GET /BYTES[/PACE]` and sends that many bytes, at most PACE bytes a second, over a connection that stays;
 * in clear and over TLS. Prints its two ports.
 */
const CHUNK = Buffer.alloc(262_144, 1);

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  let head = '';
  socket.on('data', (data) => {
    head += data.toString('latin1');
    for (let end = head.indexOf('\r\n\r\n'); end !== -1; end = head.indexOf('\r\n\r\n')) {
      const path = /^GET (?:http:\/\/[^/]*)?\/(\d+)(?:\/(\d+))? /.exec(head);
      head = head.slice(end + 4);
      const [bytes, pace] = [Number(path?.[1] ?? 0), Number(path?.[2] ?? 0)];
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes}\r\n\r\n`);
      send(socket, bytes, pace === 0 ? Infinity : pace);
    }
  });
}

function send(socket: Socket, bytes: number, bytesPerSecond: number): void {
  const startedMs = performance.now();
  let sent = 0;
  const more = (): void => {
    while (sent < bytes && !socket.destroyed) {
      const aheadMs = (sent / bytesPerSecond) * 1000 - (performance.now() - startedMs);
      if (aheadMs > 1) return void setTimeout(more, aheadMs);
      const size = Math.min(CHUNK.length, bytes - sent);
      sent += size;
      if (!socket.write(size === CHUNK.length ? CHUNK : CHUNK.subarray(0, size)))
        return void socket.once('drain', more);
    }
    return undefined;
  };
  more();
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) =>
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => resolve((server.address() as AddressInfo).port)),
  );
const plain = await listen(createServer(serve));
const secure = await listen(createTlsServer(selfSigned(), serve));
console.log(JSON.stringify({ plain, secure }));
