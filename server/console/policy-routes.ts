import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseOrThrow } from '../../core/parse.ts';
import type { policyVersionSchema, policyVersionsSchema, PolicyView } from '../../core/wire/console.ts';
import {
  previewRequestSchema,
  publishPolicySchema,
  publishSignedSchema,
  restorePolicySchema,
  type NextRelease,
  type PolicyPreview,
} from '../../core/wire/policy-acts.ts';
import { signedInOf } from '../http/guard.ts';
import { openVersion } from '../policy/open-version.ts';
import { previewPolicy } from '../policy/preview.ts';
import { publishPolicy, publishSigned } from '../policy/publish.ts';
import { nextRelease } from '../policy/release.ts';
import { restoreVersion } from '../policy/restore.ts';
import { mayPublishAlone } from '../policy/two-people.ts';
import type { Services } from '../services.ts';
import type { PolicyRecord } from '../store/records.ts';

/** The schema lets a policy name thousands of sites with reasons; nothing else that is sent here is near as long. */
export const POLICY_BODY_LIMIT_BYTES = 2_097_152;
/** The same inside a JSON text, where each quote takes two characters. */
const SIGNED_BODY_LIMIT_BYTES = 2 * POLICY_BODY_LIMIT_BYTES;
const paramsSchema = z.object({ version: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

export function registerPolicyRoutes(app: FastifyInstance, services: Services): void {
  app.get('/api/policy', async (): Promise<PolicyView> => {
    const { record, release } = await services.store.read(async (tx) => (await services.policies(tx)).newest);
    return { ...summaryOf(record), keyOnServer: services.keys.policy !== null, document: release.document };
  });

  app.get('/api/policy/versions', async (): Promise<z.infer<typeof policyVersionsSchema>> => ({
    versions: (await services.store.read((tx) => tx.policies.all())).map(summaryOf),
  }));

  app.get('/api/policy/versions/:version', async (request): Promise<z.infer<typeof policyVersionSchema>> => {
    const { version } = parseOrThrow(paramsSchema, request.params, 'address');
    return services.store.read(async (tx) => {
      const { document } = await openVersion(services, tx, version);
      const record = await tx.policies.byVersion(version);
      return { ...summaryOf(record as PolicyRecord), document };
    });
  });

  app.post('/api/policy', { bodyLimit: POLICY_BODY_LIMIT_BYTES }, async (request, reply) => {
    const { person } = signedInOf(request);
    const { document, note, basedOn, stages } = parseOrThrow(publishPolicySchema, request.body, 'policy');
    const author = { actor: person.email, actorName: person.name };
    await publishPolicy(services, { document, note, basedOn, stages: stages ?? null, ...author }, (tx) =>
      mayPublishAlone(services, tx),
    );
    return reply.code(204).send();
  });

  app.post('/api/policy/preview', { bodyLimit: POLICY_BODY_LIMIT_BYTES }, async (request): Promise<PolicyPreview> =>
    previewPolicy(services, parseOrThrow(previewRequestSchema, request.body, 'policy').document),
  );

  app.post('/api/policy/versions/:version/restore', async (request, reply) => {
    const { person } = signedInOf(request);
    const params = parseOrThrow(paramsSchema, request.params, 'address');
    const asked = parseOrThrow(restorePolicySchema, request.body, 'request');
    const version = await restoreVersion(services, person, params.version, asked);
    return reply.code(201).send({ version });
  });

  app.get('/api/policy/next', async (): Promise<NextRelease> => services.store.read(nextRelease));

  app.post('/api/policy/signed', { bodyLimit: SIGNED_BODY_LIMIT_BYTES }, async (request, reply) => {
    const { person } = signedInOf(request);
    const { release, signature, note, stages } = parseOrThrow(publishSignedSchema, request.body, 'policy');
    const publication = { note, stages: stages ?? null, actor: person.email, actorName: person.name };
    const version = await publishSigned(services, { release, signature }, publication);
    return reply.code(201).send({ version });
  });
}

function summaryOf({ version, publishedAt, publishedBy, note }: PolicyRecord) {
  return { version, publishedAt: new Date(publishedAt).toISOString(), publishedBy, note };
}
