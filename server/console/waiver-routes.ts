import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseOrThrow } from '../../core/parse.ts';
import { askWaiverSchema, type waiversSchema, type WaiverView } from '../../core/wire/console.ts';
import { signedInOf } from '../http/guard.ts';
import type { Services } from '../services.ts';
import type { PersonRecord, WaiverRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import { askWaiver, beneficiariesOf, decideWaiver, endWaiver } from '../waivers/waiver-acts.ts';
import { mayDecide, mayEnd } from '../waivers/waiver-rules.ts';

const MOST = 500;
const paramsSchema = z.object({ id: z.uuid() });

export function registerWaiverRoutes(app: FastifyInstance, services: Services): void {
  app.get('/api/waivers', async (request): Promise<z.infer<typeof waiversSchema>> => {
    const { person } = signedInOf(request);
    const now = services.clock.nowMs();
    return services.store.read(async (tx) => {
      const views: WaiverView[] = [];
      for (const waiver of await tx.waivers.newest(MOST)) views.push(await viewOf(tx, waiver, person, now));
      return { waivers: views };
    });
  });

  app.post('/api/waivers', async (request, reply) => {
    const { person } = signedInOf(request);
    const asked = parseOrThrow(askWaiverSchema, request.body, 'exception');
    const waiver = await askWaiver(services, person, asked);
    const view = await services.store.read((tx) => viewOf(tx, waiver, person, services.clock.nowMs()));
    return reply.code(201).send(view);
  });

  app.post('/api/waivers/:id/approve', async (request, reply) => {
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    await decideWaiver(services, signedInOf(request).person, id, 'approved');
    return reply.code(204).send();
  });

  app.post('/api/waivers/:id/refuse', async (request, reply) => {
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    await decideWaiver(services, signedInOf(request).person, id, 'refused');
    return reply.code(204).send();
  });

  app.post('/api/waivers/:id/end', async (request, reply) => {
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    await endWaiver(services, signedInOf(request).person, id);
    return reply.code(204).send();
  });
}

async function viewOf(tx: StoreTx, waiver: WaiverRecord, viewer: PersonRecord, now: number): Promise<WaiverView> {
  const { id, kind, check, reason, scope, askedByName, askedAt, decidedByName, endsAt } = waiver;
  const isOver = endsAt <= now && (waiver.state === 'approved' || waiver.state === 'asked');
  return {
    id,
    kind,
    check,
    scope:
      'group' in scope
        ? { type: 'group', group: scope.group }
        : { type: 'device', deviceId: scope.deviceId, agent: await agentOf(tx, scope.deviceId) },
    reason,
    askedBy: askedByName,
    askedAt: new Date(askedAt).toISOString(),
    decidedBy: decidedByName,
    state: isOver ? 'over' : waiver.state,
    endsAt: new Date(endsAt).toISOString(),
    may: {
      decide: mayDecide(viewer, waiver, await beneficiariesOf(tx, waiver), now),
      end: mayEnd(viewer, waiver, now),
    },
  };
}

async function agentOf(tx: StoreTx, deviceId: Parameters<StoreTx['devices']['byId']>[0]): Promise<string> {
  const device = await tx.devices.byId(deviceId);
  return device === null ? '' : ((await tx.people.byId(device.personId))?.name ?? '');
}
