import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { parseOrThrow } from '../../core/parse.ts';
import type { helpRequestsSchema } from '../../core/wire/console.ts';
import { readBundle } from '../device/help-request.ts';
import { signedInOf } from '../http/guard.ts';
import type { Services } from '../services.ts';

const MOST = 500;
const paramsSchema = z.object({ id: z.uuid() });

/** What agents could not fix by themselves, for those who can help. */
export function registerHelpRoutes(app: FastifyInstance, services: Services): void {
  app.get('/api/help-requests', async (): Promise<z.infer<typeof helpRequestsSchema>> => {
    const { requests, devices, names } = await services.store.read(async (tx) => ({
      requests: await tx.helpRequests.newest(MOST),
      devices: new Map((await tx.devices.all()).map((device) => [device.id, device])),
      names: new Map((await tx.people.all()).map(({ id, name }) => [id, name])),
    }));
    return {
      requests: requests.flatMap(({ hasBundle, askedAt, ...request }) => {
        const device = devices.get(request.deviceId);
        if (device === undefined) return [];
        const { platform, personId } = device;
        const shown = { agent: names.get(personId) ?? '', platform, hasReport: hasBundle };
        return [{ ...request, ...shown, askedAt: new Date(askedAt).toISOString() }];
      }),
    };
  });

  app.get('/api/help-requests/:id/report', async (request, reply) => {
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    const { person } = signedInOf(request);
    const packed = await services.store.write(async (tx) => {
      const bundle = await tx.helpRequests.bundleOf(id);
      if (bundle === null) throw new AppError('NOT_FOUND', 'There is no report with this request any more.');
      await tx.audit.append({
        at: services.clock.nowMs(),
        actor: person.email,
        action: 'help.report-read',
        subject: id,
        details: {},
      });
      return bundle;
    });
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="offhook-report-${id}.json"`)
      .send(readBundle(packed));
  });

  app.post('/api/help-requests/:id/close', async (request, reply) => {
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    const { person } = signedInOf(request);
    await services.store.write(async (tx) => {
      if (!(await tx.helpRequests.close(id))) throw new AppError('NOT_FOUND', 'There is no such open request.');
      await tx.audit.append({
        at: services.clock.nowMs(),
        actor: person.email,
        action: 'help.closed',
        subject: id,
        details: {},
      });
    });
    services.bus.publish({ type: 'live', event: { type: 'help-request' }, owner: null });
    return reply.code(204).send();
  });
}
