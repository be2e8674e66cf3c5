import type { Kysely } from 'kysely';
import { alertKindSchema } from '../../core/wire/alerts.ts';
import type { AlertRecord } from './records.ts';
import type { AlertTable } from './store.ts';
import type { Tables } from './tables.ts';

export function alertTable(db: Kysely<Tables>): AlertTable {
  return {
    async insert({ details, ...alert }) {
      await db
        .insertInto('alerts')
        .values({ ...alert, details: JSON.stringify(details) })
        .execute();
    },
    async isOpen(kind, subject) {
      const row = await db
        .selectFrom('alerts')
        .select('id')
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .where('state', '=', 'open')
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async newest(limit) {
      const rows = await db.selectFrom('alerts').selectAll().orderBy('at', 'desc').orderBy('id').limit(limit).execute();
      return rows.flatMap((row): AlertRecord[] => {
        const kind = alertKindSchema.safeParse(row.kind);
        if (!kind.success) return [];
        const { id, subject, at } = row;
        const details = JSON.parse(row.details) as AlertRecord['details'];
        return [{ id, kind: kind.data, subject, details, at, state: row.state as AlertRecord['state'] }];
      });
    },
    async close(id) {
      const result = await db
        .updateTable('alerts')
        .set({ state: 'closed' })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}
