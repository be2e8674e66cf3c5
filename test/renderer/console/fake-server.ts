import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { LiveEvent } from '../../../core/wire/console.ts';
import { createFakeApi } from './fake-api.ts';
import type { FakeWorld } from './fake-world.ts';

/** As server/http/headers.ts sends it. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The built console and a fake API on a free port of 127.0.0.1, under the product's CSP. The world may be swapped between pages. */
export async function startFakeServer(folder: string) {
  const lines = new Set<ServerResponse>();
  const tell = (event: LiveEvent): void => {
    for (const line of lines) line.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  let api: ReturnType<typeof createFakeApi> | null = null;

  const server = createServer((request, response) => {
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));

    async function answer(): Promise<void> {
      const { pathname } = new URL(request.url ?? '/', 'http://fake');
      response.setHeader('content-security-policy', CSP);
      if (pathname === '/api/live') {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': welcome\n\n');
        lines.add(response);
        response.on('close', () => lines.delete(response));
        return;
      }
      if (pathname.startsWith('/api/')) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of request) chunks.push(chunk as Uint8Array);
        const text = Buffer.concat(chunks).toString();
        const csrf = request.headers['x-csrf-token'];
        const reply = api?.handle({
          method: request.method ?? 'GET',
          path: request.url ?? '/',
          body: text === '' ? undefined : (JSON.parse(text) as unknown),
          csrf: typeof csrf === 'string' ? csrf : null,
        }) ?? { status: 503, body: null };
        response.writeHead(reply.status, { 'content-type': 'application/json' });
        response.end(reply.status === 204 ? undefined : JSON.stringify(reply.body));
        return;
      }
      const name = extname(pathname) === '' ? 'index.html' : pathname.slice(1);
      response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' });
      response.end(await readFile(join(folder, name)));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    tell,
    setWorld(world: FakeWorld): void {
      api = createFakeApi(world, tell);
    },
    async close(): Promise<void> {
      for (const line of lines) line.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
