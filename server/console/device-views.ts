import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { deviceIdSchema } from '../../core/ids.ts';
import { parseOrThrow } from '../../core/parse.ts';
import type { DeviceDetail, devicesSchema } from '../../core/wire/console.ts';
import { findDevice, holdDevice, recheckDevice, removeDevice } from '../device/device-acts.ts';
import { rowOf } from '../device/floor-row.ts';
import { signedInOf } from '../http/guard.ts';
import type { Services } from '../services.ts';

const paramsSchema = z.object({ id: deviceIdSchema });

export function registerDeviceViews(app: FastifyInstance, services: Services): void {
  app.get('/api/devices', async (request): Promise<z.infer<typeof devicesSchema>> => {
    const viewer = signedInOf(request).person;
    const { devices, people } = await services.store.read(async (tx) => ({
      devices: viewer.role === 'agent' ? await tx.devices.ofPerson(viewer.id) : await tx.devices.all(),
      people: new Map((await tx.people.all()).map((person) => [person.id, person])),
    }));
    return {
      devices: devices.flatMap((device) => {
        const person = people.get(device.personId);
        return person === undefined ? [] : [rowOf(device, person, services.presence.lastHeardAt(device.id))];
      }),
      phoneEngine: services.telephony.engine(),
    };
  });

  app.get('/api/devices/:id', async (request): Promise<DeviceDetail> => {
    const viewer = signedInOf(request).person;
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    const { device, person } = await services.store.read((tx) => findDevice(tx, id));
    if (viewer.role === 'agent' && person.id !== viewer.id) throw new AppError('NOT_FOUND', 'There is no such laptop.');
    return {
      device: rowOf(device, person, services.presence.lastHeardAt(device.id)),
      findings: device.verdict?.findings ?? [],
      reportedAt: device.reportedAt === null ? null : new Date(device.reportedAt).toISOString(),
    };
  });

  for (const [method, suffix, act] of [
    ['POST', '/recheck', recheckDevice],
    ['POST', '/revoke', holdDevice],
    ['DELETE', '', removeDevice],
  ] as const) {
    app.route({
      method,
      url: `/api/devices/:id${suffix}`,
      handler: async (request, reply) => {
        const { id } = parseOrThrow(paramsSchema, request.params, 'address');
        await act(services, id, signedInOf(request).person.email);
        return reply.code(204).send();
      },
    });
  }
}
