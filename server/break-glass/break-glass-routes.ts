import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { deviceIdSchema } from '../../core/ids.ts';
import { parseOrThrow } from '../../core/parse.ts';
import { issueBreakGlassSchema } from '../../core/wire/alerts.ts';
import { signedInOf } from '../http/guard.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { Services } from '../services.ts';
import { issueBreakGlass } from './issue-code.ts';

const paramsSchema = z.object({ id: deviceIdSchema });
const HOUR_MS = 3_600_000;

export function registerBreakGlassRoutes(app: FastifyInstance, services: Services): void {
  const issued = createRateLimit(services.clock, { max: 20, windowMs: HOUR_MS });

  app.post('/api/devices/:id/break-glass', async (request, reply) => {
    const { person } = signedInOf(request);
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    const { reason } = parseOrThrow(issueBreakGlassSchema, request.body, 'request');
    issued.take(person.id);
    return reply.code(201).send(await issueBreakGlass(services, person, id, reason));
  });
}
