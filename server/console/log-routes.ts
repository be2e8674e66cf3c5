import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { parseOrThrow } from '../../core/parse.ts';
import type { accessRequestsSchema, auditPageSchema } from '../../core/wire/console.ts';
import { signedInOf } from '../http/guard.ts';
import type { Services } from '../services.ts';

const PAGE = 100;
const MAX_REQUESTS = 500;
const auditQuerySchema = z.strictObject({ before: z.coerce.number().int().min(1).optional() });
const paramsSchema = z.object({ id: z.uuid() });

export function registerLogRoutes(app: FastifyInstance, services: Services): void {
  app.get('/api/audit', async (request): Promise<z.infer<typeof auditPageSchema>> => {
    const { before } = parseOrThrow(auditQuerySchema, request.query, 'query');
    const records = await services.store.read((tx) => tx.audit.page(before ?? null, PAGE));
    return {
      events: records.map(({ sequence, at, actor, action, subject, details, hash }) => ({
        sequence,
        at: new Date(at).toISOString(),
        actor,
        action,
        subject,
        details: { ...details },
        hash,
      })),
    };
  });

  app.get('/api/access-requests', async (): Promise<z.infer<typeof accessRequestsSchema>> => {
    const { requests, names } = await services.store.read(async (tx) => ({
      requests: await tx.accessRequests.newest(MAX_REQUESTS),
      names: new Map((await tx.people.all()).map(({ id, name }) => [id, name])),
    }));
    return {
      requests: requests.map(({ id, personId, host, reason, askedAt, state }) => ({
        id,
        agent: names.get(personId) ?? '',
        host,
        reason,
        askedAt: new Date(askedAt).toISOString(),
        state,
      })),
    };
  });

  app.post('/api/access-requests/:id/close', async (request, reply) => {
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    const { person } = signedInOf(request);
    await services.store.write(async (tx) => {
      if (!(await tx.accessRequests.close(id))) throw new AppError('NOT_FOUND', 'There is no such open request.');
      await tx.audit.append({
        at: services.clock.nowMs(),
        actor: person.email,
        action: 'access.closed',
        subject: id,
        details: {},
      });
    });
    services.bus.publish({ type: 'live', event: { type: 'access-request' }, owner: null });
    return reply.code(204).send();
  });
}
