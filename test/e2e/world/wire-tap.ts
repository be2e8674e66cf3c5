import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** Stands between a client and the server, and keeps what the client really sent. */
export interface WireTap {
  readonly port: number;
  /** The bodies of HTTP requests, in order. */
  readonly bodies: readonly string[];
  /** Bytes that came from the client so far, push socket included. */
  bytes(): number;
  close(): Promise<void>;
}

export async function tapWire(serverPort: number): Promise<WireTap> {
  const bodies: string[] = [];
  const sockets = new Set<Socket>();
  let bytes = 0;
  const target = { host: '127.0.0.1', port: serverPort };
  const headersOf = (message: IncomingMessage) => ({ ...message.headers, host: `127.0.0.1:${serverPort}` });

  const tap: Server = createServer((message, reply) => {
    const parts: Buffer[] = [];
    message.on('data', (part: Buffer) => parts.push(part));
    message.on('end', () => {
      const body = Buffer.concat(parts);
      bodies.push(body.toString('utf8'));
      const onward = httpRequest({ ...target, method: message.method, path: message.url, headers: headersOf(message) });
      onward.on('response', (answer) => {
        reply.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(reply);
      });
      onward.on('error', () => reply.destroy());
      onward.end(body);
    });
  });
  tap.on('upgrade', (message, socket, head) => {
    const onward = connect(target, () => {
      const headers = Object.entries(headersOf(message)).map(([name, value]) => `${name}: ${String(value)}`);
      onward.write([`GET ${message.url} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on('error', () => [socket, onward].forEach((each) => each.destroy()));
  });
  tap.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('data', (part: Buffer) => (bytes += part.length));
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => tap.listen(0, '127.0.0.1', resolve));
  return {
    port: (tap.address() as AddressInfo).port,
    bodies,
    bytes: () => bytes,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => tap.close(resolve));
    },
  };
}
