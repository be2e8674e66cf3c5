import type { Kysely, Selectable } from 'kysely';
import type { PersonId } from '../../core/ids.ts';
import { policyDocumentSchema } from '../../core/policy/schema.ts';
import type { RolloutStage } from '../../core/wire/policy-acts.ts';
import type { DraftRecord } from './records.ts';
import type { DraftTable } from './store.ts';
import type { Tables } from './tables.ts';

export function draftTable(db: Kysely<Tables>): DraftTable {
  return {
    async put(draft) {
      const row = {
        id: draft.id,
        author_id: draft.authorId,
        author_email: draft.authorEmail,
        author_name: draft.authorName,
        based_on: draft.basedOn,
        note: draft.note,
        document: JSON.stringify(draft.document),
        stages: draft.stages === null ? null : JSON.stringify(draft.stages),
        revision: draft.revision,
        saved_at: draft.savedAt,
      };
      await db
        .insertInto('policy_drafts')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async byId(id) {
      const row = await db.selectFrom('policy_drafts').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : draftOf(row);
    },
    async all() {
      const rows = await db.selectFrom('policy_drafts').selectAll().orderBy('saved_at', 'desc').orderBy('id').execute();
      return rows.flatMap((row) => draftOf(row) ?? []);
    },
    async remove(id) {
      const result = await db.deleteFrom('policy_drafts').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

/** null for a document of a form that this version no longer takes: it could not be published either. */
function draftOf(row: Selectable<Tables['policy_drafts']>): DraftRecord | null {
  const document = policyDocumentSchema.safeParse(JSON.parse(row.document));
  if (!document.success) return null;
  return {
    id: row.id,
    authorId: row.author_id as PersonId,
    authorEmail: row.author_email,
    authorName: row.author_name,
    basedOn: row.based_on,
    note: row.note,
    document: document.data,
    stages: row.stages === null ? null : (JSON.parse(row.stages) as readonly RolloutStage[]),
    revision: row.revision,
    savedAt: row.saved_at,
  };
}
