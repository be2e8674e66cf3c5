import type { Kysely } from 'kysely';
import { parseJsonOrThrow } from '../../core/parse.ts';
import { webListSchema } from '../../core/wire/lists.ts';
import type { WebListTable } from './store.ts';
import type { Tables } from './tables.ts';

export function webListTable(db: Kysely<Tables>): WebListTable {
  return {
    async all() {
      const rows = await db.selectFrom('web_lists').select('record').execute();
      // One of a newer form than this version knows is left alone, and out.
      const lists = rows.flatMap(({ record }) => {
        const read = webListSchema.safeParse(parseJsonOrThrow(record, 'list'));
        return read.success ? [read.data] : [];
      });
      return lists.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    async put(list) {
      const record = JSON.stringify(list);
      await db
        .insertInto('web_lists')
        .values({ id: list.id, record })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ record }))
        .execute();
    },
    async remove(id) {
      const result = await db.deleteFrom('web_lists').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}
