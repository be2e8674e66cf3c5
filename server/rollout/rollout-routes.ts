import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { parseOrThrow } from '../../core/parse.ts';
import {
  ROLLOUT_ACTS,
  rolloutActSchema,
  type PolicyRollout,
  type rolloutViewSchema,
} from '../../core/wire/policy-acts.ts';
import { signedInOf } from '../http/guard.ts';
import type { Services } from '../services.ts';
import type { StoreTx } from '../store/store.ts';
import { actOnRollout } from './acts.ts';
import { nextAt } from './next-at.ts';
import { haltPercentOf } from './halt.ts';

export function registerRolloutRoutes(app: FastifyInstance, services: Services): void {
  app.get('/api/policy/rollout', async (): Promise<z.infer<typeof rolloutViewSchema>> => ({
    rollout: await services.store.read((tx) => viewOf(services, tx)),
  }));

  for (const act of ROLLOUT_ACTS)
    app.post(`/api/policy/rollout/${act}`, async (request, reply) => {
      const { version } = parseOrThrow(rolloutActSchema, request.body, 'request');
      await actOnRollout(services, act, version, signedInOf(request).person.email);
      return reply.code(204).send();
    });
}

async function viewOf(services: Services, tx: StoreTx): Promise<PolicyRollout | null> {
  const rollout = await tx.rollouts.newest();
  if (rollout === null) return null;
  const { version, state, stages, stage, stageAt, expected, why } = rollout;
  const at = nextAt(rollout);
  return {
    version,
    state,
    stages: stages.map((one) => ({ ...one })),
    stage,
    stageAt: new Date(stageAt).toISOString(),
    nextAt: at === null ? null : new Date(at).toISOString(),
    ...(await tx.rollouts.count(version)),
    expected: expected[stage] ?? 0,
    haltPercent: await haltPercentOf(await services.policies(tx)),
    why,
  };
}
