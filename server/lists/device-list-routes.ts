import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { parseOrThrow } from '../../core/parse.ts';
import { listFileSchema, listsAskSchema, listsAskSigningText, type ListFile } from '../../core/wire/lists.ts';
import { RELEASE_FILES } from '../../core/web/compiled/make-release.ts';
import { notEnrolled } from '../device/report.ts';
import { verifyP256 } from '../keys.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { Services } from '../services.ts';
import type { HeldFolder } from './list-files.ts';

const MINUTE_MS = 60_000;
const paramsSchema = z.object({ file: listFileSchema });

/** The lists, for laptops. Each request is signed by the device's key over a number of the server's that is used once. */
export function registerDeviceListRoutes(app: FastifyInstance, services: Services): void {
  const refusals = createRateLimit(services.clock, { max: 300, windowMs: MINUTE_MS });

  async function held(request: FastifyRequest, what: 'manifest' | ListFile): Promise<HeldFolder> {
    try {
      await authenticate(services, request, what);
    } catch (error) {
      if (error instanceof AppError) refusals.take(request.ip);
      throw error;
    }
    const release = await services.webLists.current();
    if (release === null) throw new AppError('NOT_FOUND', 'There are no lists of unsafe sites yet.');
    return release;
  }

  app.get('/api/device/lists/manifest', async (request, reply) => {
    const { path } = await held(request, 'manifest');
    const type = 'application/json';
    return reply.type(type).send(createReadStream(join(path, RELEASE_FILES.manifest)));
  });

  app.get('/api/device/lists/:file', async (request, reply) => {
    const { file } = parseOrThrow(paramsSchema, request.params, 'name of a file');
    const path = join((await held(request, file)).path, file);
    const size = await stat(path).then(
      (found) => found.size,
      () => null,
    );
    if (size === null) throw new AppError('NOT_FOUND', 'This release has no such file.');
    return reply.type('application/octet-stream').header('content-length', size).send(createReadStream(path));
  });
}

async function authenticate(services: Services, request: FastifyRequest, what: 'manifest' | ListFile): Promise<void> {
  const asked = parseOrThrow(listsAskSchema, request.headers, 'request');
  const nonce = asked['x-offhook-nonce'];
  const device = await services.store.read((tx) => tx.devices.byId(asked['x-offhook-device']));
  if (device === null) throw notEnrolled();
  if (!verifyP256(device.publicKey, listsAskSigningText(nonce, what), asked['x-offhook-signature']))
    throw new AppError('BAD_SIGNATURE', 'The request is not signed by this device’s key, so it was refused.');
  if (!services.nonces.spend(nonce, device.id))
    throw new AppError('NONCE_SPENT', 'This request’s number was used before or is too old. Ask for a new one.');
}
