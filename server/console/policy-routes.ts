import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { parseOrThrow } from '../../core/parse.ts';
import { publishPolicySchema, type policyVersionsSchema, type PolicyView } from '../../core/wire/console.ts';
import { signedInOf } from '../http/guard.ts';
import { publishPolicy } from '../policy/publish.ts';
import type { Services } from '../services.ts';
import type { PolicyRecord } from '../store/records.ts';

/** The schema lets a policy name thousands of sites with reasons; nothing else that is sent here is near as long. */
const POLICY_BODY_LIMIT_BYTES = 2_097_152;

export function registerPolicyRoutes(app: FastifyInstance, services: Services): void {
  app.get('/api/policy', async (): Promise<PolicyView> => {
    const { record, release } = await services.store.read((tx) => services.currentPolicy(tx));
    return { ...summaryOf(record), keyOnServer: services.keys.policy !== null, document: release.document };
  });

  app.get('/api/policy/versions', async (): Promise<z.infer<typeof policyVersionsSchema>> => ({
    versions: (await services.store.read((tx) => tx.policies.all())).map(summaryOf),
  }));

  app.post('/api/policy', { bodyLimit: POLICY_BODY_LIMIT_BYTES }, async (request, reply) => {
    const { person } = signedInOf(request);
    const { document, note, basedOn } = parseOrThrow(publishPolicySchema, request.body, 'policy');
    await publishPolicy(services, { document, note, basedOn, actor: person.email, actorName: person.name });
    return reply.code(204).send();
  });
}

function summaryOf({ version, publishedAt, publishedBy, note }: PolicyRecord) {
  return { version, publishedAt: new Date(publishedAt).toISOString(), publishedBy, note };
}
