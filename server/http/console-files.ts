import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../core/errors.ts';
import { pathOf } from './errors.ts';

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Offhook</title>
<h1>The console is not built yet</h1>
<p>The server itself works. Run <code>npm run build</code> where Offhook is installed, then reload this page.</p>
</html>
`;

/** The console at `/`: files as they are, any other page name the one page that routes by itself. */
export async function registerConsoleFiles(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    dotfiles: 'ignore',
    index: false,
    suppressWarning: true,
  });
  app.get('/*', async (request, reply) => {
    const path = pathOf(request);
    if (path === '/api' || path.startsWith('/api/')) throw new AppError('NOT_FOUND', 'There is nothing here.');
    if (!existsSync(join(folder, 'index.html')))
      return reply.code(503).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(NOT_BUILT);
    const name = /\.[a-z0-9]+$/i.test(path) ? decodeURIComponent(path).slice(1) : 'index.html';
    // Vite puts a hash of the contents into these names, so they never change.
    if (name.startsWith('assets/')) return reply.sendFile(name, { maxAge: '365d', immutable: true });
    return reply.header('cache-control', 'no-cache').sendFile(name, { cacheControl: false });
  });
}
