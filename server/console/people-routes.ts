import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { personIdSchema } from '../../core/ids.ts';
import { parseOrThrow } from '../../core/parse.ts';
import { setGroupSchema, type enrolmentReplySchema, type peopleSchema, type Person } from '../../core/wire/console.ts';
import { mintEnrolmentLink } from '../device/enrol.ts';
import { signedInOf } from '../http/guard.ts';
import { setGroup } from '../people/set-group.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { Services } from '../services.ts';
import type { PersonRecord } from '../store/records.ts';

const paramsSchema = z.object({ id: personIdSchema });
const HOUR_MS = 3_600_000;

export function personOf({ id, name, email, role, extension, group }: PersonRecord): Person {
  return { id, name, email, role, extension, group };
}

export function registerPeopleRoutes(app: FastifyInstance, services: Services): void {
  const mints = createRateLimit(services.clock, { max: 100, windowMs: HOUR_MS });

  app.get('/api/people', async (): Promise<z.infer<typeof peopleSchema>> => {
    const { people, devices } = await services.store.read(async (tx) => ({
      people: await tx.people.all(),
      devices: await tx.devices.all(),
    }));
    return {
      people: people.map((person) => ({
        ...personOf(person),
        devices: devices.filter((device) => device.personId === person.id).length,
        signedInAt: person.signedInAt === null ? null : new Date(person.signedInAt).toISOString(),
      })),
    };
  });

  app.post('/api/people/:id/enrolment', async (request): Promise<z.infer<typeof enrolmentReplySchema>> => {
    const { person } = signedInOf(request);
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    // 404 and not 403: an agent learns nothing about who else there is.
    if (person.role === 'agent' && person.id !== id) throw new AppError('NOT_FOUND', 'There is no such person.');
    mints.take(person.id);
    return mintEnrolmentLink(services, {
      personId: id,
      actor: person.email,
      serverUrl: services.origins().publicUrl(),
    });
  });

  app.post('/api/people/:id/group', async (request, reply) => {
    const { person } = signedInOf(request);
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    const { group } = parseOrThrow(setGroupSchema, request.body, 'team');
    await setGroup(services, person, id, group);
    return reply.code(204).send();
  });
}
