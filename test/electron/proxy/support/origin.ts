import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { onEnd } from './proxy.ts';

export interface Origin {
  readonly port: number;
  readonly requests: IncomingMessage[];
  readonly server: Server;
}

export async function startOrigin(listener: RequestListener, host = '127.0.0.1'): Promise<Origin> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  const port = await listening(server, host);
  onEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port, requests, server };
}

/** An origin that speaks whatever the test says, byte by byte. */
export async function startTcpOrigin(onSocket: (socket: Socket) => void, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createTcpServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  const port = await listening(server, host);
  onEnd(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return port;
}

function listening(server: Server | TcpServer, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port));
  });
}
