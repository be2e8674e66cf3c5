import type { Kysely, Selectable } from 'kysely';
import { checkIdSchema } from '../../core/checks/catalogue.ts';
import type { DeviceId, PersonId } from '../../core/ids.ts';
import type { WaiverRecord } from './records.ts';
import type { WaiverTable } from './store.ts';
import type { Tables } from './tables.ts';

export function waiverTable(db: Kysely<Tables>): WaiverTable {
  return {
    async insert(waiver) {
      await db
        .insertInto('waivers')
        .values({
          id: waiver.id,
          kind: waiver.kind,
          check_id: waiver.check,
          device_id: 'deviceId' in waiver.scope ? waiver.scope.deviceId : null,
          team: 'group' in waiver.scope ? waiver.scope.group : null,
          reason: waiver.reason,
          asked_by: waiver.askedBy,
          asked_by_name: waiver.askedByName,
          asked_at: waiver.askedAt,
          decided_by: waiver.decidedBy,
          decided_by_name: waiver.decidedByName,
          state: waiver.state,
          ends_at: waiver.endsAt,
        })
        .execute();
    },
    async byId(id) {
      const row = await db.selectFrom('waivers').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : waiverOf(row);
    },
    async newest(limit) {
      const rows = db.selectFrom('waivers').selectAll().orderBy('asked_at', 'desc').orderBy('id').limit(limit);
      return (await rows.execute()).flatMap((row) => waiverOf(row) ?? []);
    },
    async live(now) {
      const rows = db.selectFrom('waivers').selectAll().where('state', '=', 'approved').where('ends_at', '>', now);
      return (await rows.execute()).flatMap((row) => waiverOf(row) ?? []);
    },
    async update(id, patch) {
      await db
        .updateTable('waivers')
        .set({
          ...(patch.state === undefined ? {} : { state: patch.state }),
          ...(patch.decidedBy === undefined ? {} : { decided_by: patch.decidedBy }),
          ...(patch.decidedByName === undefined ? {} : { decided_by_name: patch.decidedByName }),
          ...(patch.endsAt === undefined ? {} : { ends_at: patch.endsAt }),
        })
        .where('id', '=', id)
        .execute();
    },
  };
}

/** null for a check that this version does not know: an exception for it would except nothing. */
function waiverOf(row: Selectable<Tables['waivers']>): WaiverRecord | null {
  const check = checkIdSchema.safeParse(row.check_id);
  if (!check.success) return null;
  return {
    id: row.id,
    kind: row.kind as WaiverRecord['kind'],
    check: check.data,
    scope: row.device_id === null ? { group: row.team ?? '' } : { deviceId: row.device_id as DeviceId },
    reason: row.reason,
    askedBy: row.asked_by as PersonId,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at,
    decidedBy: row.decided_by as PersonId | null,
    decidedByName: row.decided_by_name,
    state: row.state as WaiverRecord['state'],
    endsAt: row.ends_at,
  };
}
