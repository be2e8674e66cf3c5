import type { Kysely, Selectable } from 'kysely';
import { checkIdSchema } from '../../core/checks/catalogue.ts';
import type { DeviceId } from '../../core/ids.ts';
import { findingSchema } from '../../core/verdict/schema.ts';
import type { HelpRequestRecord } from './records.ts';
import type { HelpRequestTable } from './store.ts';
import type { Tables } from './tables.ts';

type Row = Omit<Selectable<Tables['help_requests']>, 'bundle'> & { readonly has_bundle: number };

export function helpRequestTable(db: Kysely<Tables>): HelpRequestTable {
  const selected = () =>
    db
      .selectFrom('help_requests')
      .select(['id', 'device_id', 'check_id', 'message', 'evidence', 'asked_at', 'state'])
      // The bundle itself stays where it is: a list of 500 must not carry 150 MB.
      .select((row) => row.case().when('bundle', 'is', null).then(0).else(1).end().as('has_bundle'));
  return {
    async put(request, bundle) {
      await db
        .deleteFrom('help_requests')
        .where('device_id', '=', request.deviceId)
        .where('check_id', '=', request.check)
        .where('state', '=', 'open')
        .execute();
      await db
        .insertInto('help_requests')
        .values({
          id: request.id,
          device_id: request.deviceId,
          check_id: request.check,
          message: request.message,
          evidence: JSON.stringify(request.evidence),
          bundle,
          asked_at: request.askedAt,
          state: request.state,
        })
        .execute();
    },
    async newest(limit) {
      const rows = await selected().orderBy('asked_at', 'desc').orderBy('id').limit(limit).execute();
      return rows.flatMap((row) => requestOf(row) ?? []);
    },
    async byId(id) {
      const row = await selected().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : requestOf(row);
    },
    async openOf(deviceId) {
      const { count } = await db
        .selectFrom('help_requests')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where('device_id', '=', deviceId)
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow();
      return count;
    },
    async bundleOf(id) {
      const row = await db.selectFrom('help_requests').select('bundle').where('id', '=', id).executeTakeFirst();
      return row?.bundle ?? null;
    },
    async close(id) {
      const result = await db
        .updateTable('help_requests')
        .set({ state: 'closed', bundle: null })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}

/** null for a check or a sentence's form that this version does not know: it could not be shown. */
function requestOf(row: Row): HelpRequestRecord | null {
  const check = checkIdSchema.safeParse(row.check_id);
  const evidence = findingSchema.safeParse(JSON.parse(row.evidence));
  if (!check.success || !evidence.success) return null;
  return {
    id: row.id,
    deviceId: row.device_id as DeviceId,
    check: check.data,
    message: row.message,
    evidence: evidence.data,
    hasBundle: row.has_bundle === 1,
    askedAt: row.asked_at,
    state: row.state as HelpRequestRecord['state'],
  };
}
