import type { Kysely } from 'kysely';
import { checkIdSchema, type CheckId } from '../../core/checks/catalogue.ts';
import type { DeviceId, PersonId, Platform } from '../../core/ids.ts';
import { openFacts } from './facts-text.ts';
import type { FactsRow } from './records.ts';
import type { DeviceTable } from './store.ts';
import type { Tables } from './tables.ts';

/** Page by page, so that whoever walks all of them holds neither the memory nor the reader for long. */
export function factsAfter(db: Kysely<Tables>): DeviceTable['factsAfter'] {
  return async (after, limit) => {
    const rows = await db
      .selectFrom('devices')
      .innerJoin('people', 'people.id', 'devices.person_id')
      .select([
        'devices.id',
        'devices.person_id',
        'devices.platform',
        'devices.facts',
        'devices.facts_form',
        'devices.reported_at',
        'people.team',
      ])
      .where('devices.id', '>', after ?? '')
      .orderBy('devices.id')
      .limit(limit)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return [];
    const clocks = await db
      .selectFrom('failing_since')
      .selectAll()
      .where('device_id', '>', after ?? '')
      .where('device_id', '<=', last.id)
      .execute();
    const failing = new Map<string, Partial<Record<CheckId, number>>>();
    for (const { device_id, check_id, since_at } of clocks) {
      const check = checkIdSchema.safeParse(check_id);
      if (!check.success) continue;
      const of = failing.get(device_id) ?? {};
      of[check.data] = since_at;
      failing.set(device_id, of);
    }
    return rows.map((row): FactsRow => ({
      id: row.id as DeviceId,
      personId: row.person_id as PersonId,
      platform: row.platform as Platform,
      group: row.team,
      facts: () => openFacts(row.facts, row.facts_form),
      reportedAt: row.reported_at,
      failing: failing.get(row.id) ?? {},
    }));
  };
}
