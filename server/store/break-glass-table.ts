import type { Kysely } from 'kysely';
import type { PersonId } from '../../core/ids.ts';
import type { BreakGlassTable } from './store.ts';
import type { Tables } from './tables.ts';

export function breakGlassTable(db: Kysely<Tables>): BreakGlassTable {
  return {
    async put(code) {
      const row = {
        device_id: code.deviceId,
        code_hash: code.codeHash,
        reason: code.reason,
        issued_by: code.issuedBy,
        issued_by_name: code.issuedByName,
        issued_at: code.issuedAt,
        expires_at: code.expiresAt,
        tries: code.tries,
      };
      await db
        .insertInto('break_glass_codes')
        .values(row)
        .onConflict((conflict) => conflict.column('device_id').doUpdateSet(row))
        .execute();
    },
    async of(deviceId) {
      const row = await db
        .selectFrom('break_glass_codes')
        .selectAll()
        .where('device_id', '=', deviceId)
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        deviceId,
        codeHash: row.code_hash,
        reason: row.reason,
        issuedBy: row.issued_by as PersonId,
        issuedByName: row.issued_by_name,
        issuedAt: row.issued_at,
        expiresAt: row.expires_at,
        tries: row.tries,
      };
    },
    async countTry(deviceId) {
      await db
        .updateTable('break_glass_codes')
        .set((row) => ({ tries: row('tries', '+', 1) }))
        .where('device_id', '=', deviceId)
        .execute();
    },
    async remove(deviceId) {
      await db.deleteFrom('break_glass_codes').where('device_id', '=', deviceId).execute();
    },
  };
}
