import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { deviceIdSchema } from '../../core/ids.ts';
import { parseOrThrow } from '../../core/parse.ts';
import type { Alert, alertsSchema } from '../../core/wire/alerts.ts';
import { signedInOf } from '../http/guard.ts';
import type { Services } from '../services.ts';
import type { AlertRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';

const MOST = 200;
const paramsSchema = z.object({ id: z.uuid() });

export function registerAlertRoutes(app: FastifyInstance, services: Services): void {
  app.get('/api/alerts', async (): Promise<z.infer<typeof alertsSchema>> =>
    services.store.read(async (tx) => {
      const alerts: Alert[] = [];
      for (const alert of await tx.alerts.newest(MOST)) alerts.push(await viewOf(tx, alert));
      return { alerts };
    }),
  );

  app.post('/api/alerts/:id/close', async (request, reply) => {
    const { person } = signedInOf(request);
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    await services.store.write(async (tx) => {
      if (!(await tx.alerts.close(id))) throw new AppError('NOT_FOUND', 'There is no such open alert.');
      const at = services.clock.nowMs();
      await tx.audit.append({ at, actor: person.email, action: 'alert.closed', subject: id, details: {} });
    });
    services.bus.publish({ type: 'live', event: { type: 'alert' }, owner: null });
    return reply.code(204).send();
  });
}

async function viewOf(tx: StoreTx, { id, kind, subject, details, at, state }: AlertRecord): Promise<Alert> {
  const deviceId = deviceIdSchema.safeParse(subject);
  const device = deviceId.success ? await tx.devices.byId(deviceId.data) : null;
  const agent = device === null ? null : ((await tx.people.byId(device.personId))?.name ?? null);
  return { id, kind, subject, agent, details: { ...details }, at: new Date(at).toISOString(), state };
}
