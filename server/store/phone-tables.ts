import type { Kysely, Selectable } from 'kysely';
import { CHECK_IDS, type CheckId } from '../../core/checks/catalogue.ts';
import type { DeviceId } from '../../core/ids.ts';
import type { FailingSince, LineRecord } from './records.ts';
import type { FailingTable, LineTable } from './store.ts';
import type { Tables } from './tables.ts';

export function lineTable(db: Kysely<Tables>): LineTable {
  return {
    async of(extension) {
      const row = await db.selectFrom('lines').selectAll().where('extension', '=', extension).executeTakeFirst();
      if (row !== undefined) return lineOf(row);
      return { extension, issuedThrough: 0, revokedThrough: 0, holder: null, revokeAt: null, endCallsAt: null };
    },
    async all() {
      return (await db.selectFrom('lines').selectAll().execute()).map(lineOf);
    },
    async set(line) {
      const columns = {
        issued_through: line.issuedThrough,
        revoked_through: line.revokedThrough,
        holder: line.holder,
        revoke_at: line.revokeAt,
        end_calls_at: line.endCallsAt,
      };
      await db
        .insertInto('lines')
        .values({ extension: line.extension, ...columns })
        .onConflict((conflict) => conflict.column('extension').doUpdateSet(columns))
        .execute();
    },
  };
}

function lineOf(row: Selectable<Tables['lines']>): LineRecord {
  return {
    extension: row.extension,
    issuedThrough: row.issued_through,
    revokedThrough: row.revoked_through,
    holder: row.holder as DeviceId | null,
    revokeAt: row.revoke_at,
    endCallsAt: row.end_calls_at,
  };
}

export function failingTable(db: Kysely<Tables>): FailingTable {
  return {
    async of(deviceId) {
      const rows = await db
        .selectFrom('failing_since')
        .select(['check_id', 'since_at'])
        .where('device_id', '=', deviceId)
        .execute();
      return sinceOf(rows);
    },
    async set(deviceId, since) {
      await db.deleteFrom('failing_since').where('device_id', '=', deviceId).execute();
      const rows = clocksOf(since).map((clock) => ({ device_id: deviceId, ...clock }));
      if (rows.length > 0) await db.insertInto('failing_since').values(rows).execute();
    },
    async leave(personId, platform, since, now) {
      const rows = clocksOf(since).map((clock) => ({ person_id: personId, platform, ...clock, left_at: now }));
      if (rows.length === 0) return;
      await db
        .insertInto('failing_left')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['person_id', 'platform', 'check_id']).doUpdateSet((eb) => ({
            since_at: eb.fn<number>('min', ['failing_left.since_at', 'excluded.since_at']),
            left_at: eb.ref('excluded.left_at'),
          })),
        )
        .execute();
    },
    async takeLeft(personId, platform, leftAfter) {
      const rows = await db
        .deleteFrom('failing_left')
        .where('person_id', '=', personId)
        .where('platform', '=', platform)
        .returning(['check_id', 'since_at', 'left_at'])
        .execute();
      return sinceOf(rows.filter((row) => row.left_at > leftAfter));
    },
  };
}

function clocksOf(since: FailingSince) {
  return CHECK_IDS.flatMap((check) => {
    const at = since[check];
    return at === undefined ? [] : [{ check_id: check, since_at: at }];
  });
}

function sinceOf(rows: readonly { readonly check_id: string; readonly since_at: number }[]): FailingSince {
  const since: Partial<Record<CheckId, number>> = {};
  for (const row of rows) {
    const id = CHECK_IDS.find((check) => check === row.check_id);
    if (id !== undefined) since[id] = row.since_at;
  }
  return since;
}
