import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { onEnd } from './proxy.ts';
import { selfSigned } from './tls.ts';

export interface WebOrigin {
  readonly port: number;
  readonly requests: IncomingMessage[];
}

/** A site with pages and a WebSocket that answers in capitals, in clear or over TLS. */
export async function startWebOrigin(listener: RequestListener, isSecure = false): Promise<WebOrigin> {
  const requests: IncomingMessage[] = [];
  const note: RequestListener = (request, response) => {
    requests.push(request);
    listener(request, response);
  };
  const server: Server = isSecure ? createHttpsServer(selfSigned(), note) : createHttpServer(note);
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => socket.send(data.toString().toUpperCase())),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onEnd(() => {
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, requests };
}

export const html =
  (body: string): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>site</title>${body}`);
  };
