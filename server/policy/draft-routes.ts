import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseOrThrow } from '../../core/parse.ts';
import {
  approveDraftSchema,
  publishPolicySchema,
  type draftsSchema,
  type PolicyDraft,
} from '../../core/wire/policy-acts.ts';
import { POLICY_BODY_LIMIT_BYTES } from '../console/policy-routes.ts';
import { signedInOf } from '../http/guard.ts';
import type { Services } from '../services.ts';
import type { DraftRecord, PersonRecord } from '../store/records.ts';
import { approveDraft, discardDraft, findDraft, saveDraft } from './drafts.ts';
import { needsTwoPeople } from './two-people.ts';

const paramsSchema = z.object({ id: z.uuid() });

export function registerDraftRoutes(app: FastifyInstance, services: Services): void {
  const large = { bodyLimit: POLICY_BODY_LIMIT_BYTES };
  const isTwo = () => services.store.read((tx) => needsTwoPeople(services, tx));

  app.get('/api/policy/drafts', async (request): Promise<z.infer<typeof draftsSchema>> => {
    const { person } = signedInOf(request);
    const twoPeople = await isTwo();
    const drafts = await services.store.read((tx) => tx.drafts.all());
    return { twoPeople, drafts: drafts.map((draft) => summaryOf(draft, person, twoPeople)) };
  });

  app.get('/api/policy/drafts/:id', async (request): Promise<PolicyDraft> => {
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    const draft = await services.store.read((tx) => findDraft(tx, id));
    return viewOf(draft, signedInOf(request).person, await isTwo());
  });

  app.post('/api/policy/drafts', large, async (request, reply) => {
    const { person } = signedInOf(request);
    const saved = await saveDraft(services, person, null, parseOrThrow(publishPolicySchema, request.body, 'draft'));
    return reply.code(201).send(viewOf(saved, person, await isTwo()));
  });

  app.post('/api/policy/drafts/:id', large, async (request): Promise<PolicyDraft> => {
    const { person } = signedInOf(request);
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    const saved = await saveDraft(services, person, id, parseOrThrow(publishPolicySchema, request.body, 'draft'));
    return viewOf(saved, person, await isTwo());
  });

  app.post('/api/policy/drafts/:id/approve', async (request, reply) => {
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    const { revision } = parseOrThrow(approveDraftSchema, request.body, 'request');
    const version = await approveDraft(services, signedInOf(request).person, id, revision);
    return reply.code(201).send({ version });
  });

  app.delete('/api/policy/drafts/:id', async (request, reply) => {
    const { id } = parseOrThrow(paramsSchema, request.params, 'address');
    await discardDraft(services, signedInOf(request).person, id);
    return reply.code(204).send();
  });
}

function summaryOf(draft: DraftRecord, viewer: PersonRecord, twoPeople: boolean) {
  const isMine = draft.authorId === viewer.id;
  return {
    id: draft.id,
    author: draft.authorName,
    basedOn: draft.basedOn,
    note: draft.note,
    revision: draft.revision,
    savedAt: new Date(draft.savedAt).toISOString(),
    may: { save: isMine, approve: !isMine || !twoPeople },
  };
}

function viewOf(draft: DraftRecord, viewer: PersonRecord, twoPeople: boolean): PolicyDraft {
  const stages = draft.stages === null ? null : [...draft.stages];
  return { ...summaryOf(draft, viewer, twoPeople), document: draft.document, stages };
}
