import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export interface WebServer {
  readonly port: number;
  /** Every path that a request was really made for. */
  readonly asked: string[];
  url(path: string, host?: string): string;
  close(): Promise<void>;
}

/** A web site on loopback. A body `to x` redirects to x; `/file` is a download; all else is a page with its path as the title. */
export async function startWebServer(bodies: (port: number) => Readonly<Record<string, string>>): Promise<WebServer> {
  const asked: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://x');
    asked.push(url.pathname);
    const { port } = server.address() as AddressInfo;
    const told = bodies(port)[url.pathname] ?? '';
    if (told.startsWith('to ')) return void response.writeHead(302, { location: told.slice(3) }).end();
    if (url.pathname === '/file') {
      return void response
        .writeHead(200, { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="a.zip"' })
        .end('x');
    }
    if (url.pathname.endsWith('.js')) {
      return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(told);
    }
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' });
    return void response.end(`<!doctype html><title>${url.pathname}</title>${told}`);
  };
  const server = createServer(answer);
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    asked.push(`socket ${request.url ?? ''}`);
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    url: (path, host = '127.0.0.1') => `http://${host}:${port}${path}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
