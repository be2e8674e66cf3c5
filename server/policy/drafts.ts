import type { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { publishPolicySchema } from '../../core/wire/policy-acts.ts';
import { randomUuid } from '../random.ts';
import type { Services } from '../services.ts';
import type { DraftRecord, PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import { publishPolicy } from './publish.ts';
import { needsTwoPeople } from './two-people.ts';

/** More than IT ever writes at once. */
const MOST_DRAFTS = 50;

/** A new draft, or the next revision of one's own. Throws AppError NOT_FOUND, NOT_ALLOWED or TOO_MANY_REQUESTS. */
export async function saveDraft(
  services: Services,
  person: PersonRecord,
  id: string | null,
  { basedOn, note, document, stages }: z.output<typeof publishPolicySchema>,
): Promise<DraftRecord> {
  const draft = await services.store.write(async (tx) => {
    const before = id === null ? null : await findDraft(tx, id);
    if (before !== null && before.authorId !== person.id)
      throw new AppError(
        'NOT_ALLOWED',
        'This is somebody else’s draft. Save one of your own, and say what you changed.',
      );
    if (before === null && (await tx.drafts.all()).length >= MOST_DRAFTS)
      throw new AppError('TOO_MANY_REQUESTS', `There are ${MOST_DRAFTS} drafts already. Discard some first.`);
    const draft: DraftRecord = {
      id: before?.id ?? randomUuid(services.randomBytes),
      authorId: person.id,
      authorEmail: person.email,
      authorName: person.name,
      basedOn,
      note,
      document,
      stages: stages ?? null,
      revision: (before?.revision ?? 0) + 1,
      savedAt: services.clock.nowMs(),
    };
    await tx.drafts.put(draft);
    await audit(services, tx, person, 'draft.saved', draft);
    return draft;
  });
  announce(services);
  return draft;
}

export async function discardDraft(services: Services, person: PersonRecord, id: string): Promise<void> {
  await services.store.write(async (tx) => {
    const draft = await findDraft(tx, id);
    await tx.drafts.remove(id);
    await audit(services, tx, person, 'draft.discarded', draft);
  });
  announce(services);
}

/**
 * Publishes a draft as it was when it was read. Where the policy in force asks for two people, its author may not.
 * Throws AppError NOT_FOUND, NOT_ALLOWED, or CONFLICT when it was saved again meanwhile.
 */
export async function approveDraft(
  services: Services,
  person: PersonRecord,
  id: string,
  revision: number,
): Promise<number> {
  const draft = await services.store.read((tx) => findDraft(tx, id));
  const version = await publishPolicy(
    services,
    {
      document: draft.document,
      note: draft.note,
      basedOn: draft.basedOn,
      stages: draft.stages,
      actor: person.email,
      actorName: person.name,
      details: { draft: id, revision, author: draft.authorEmail },
    },
    async (tx) => {
      const now = await findDraft(tx, id);
      if (now.revision !== revision || draft.revision !== revision)
        throw new AppError('CONFLICT', 'This draft was changed since you read it. Look at it again.');
      if (now.authorId === person.id && (await needsTwoPeople(services, tx)))
        throw new AppError('NOT_ALLOWED', 'You wrote this draft, so somebody else of IT must approve it.');
      await tx.drafts.remove(id);
      await audit(services, tx, person, 'draft.approved', now);
    },
  );
  announce(services);
  return version;
}

export async function findDraft(tx: StoreTx, id: string): Promise<DraftRecord> {
  const draft = await tx.drafts.byId(id);
  if (draft === null) throw new AppError('NOT_FOUND', 'There is no such draft (any more).');
  return draft;
}

async function audit(
  services: Services,
  tx: StoreTx,
  person: PersonRecord,
  action: string,
  { id, note, basedOn, revision, authorEmail }: DraftRecord,
): Promise<void> {
  const details = { note, basedOn, revision, author: authorEmail };
  await tx.audit.append({ at: services.clock.nowMs(), actor: person.email, action, subject: id, details });
}

function announce(services: Services): void {
  services.bus.publish({ type: 'live', event: { type: 'drafts' }, owner: null });
}
