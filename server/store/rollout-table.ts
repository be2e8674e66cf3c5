import type { Kysely, Selectable } from 'kysely';
import { haltReasonSchema, type RolloutStage } from '../../core/wire/policy-acts.ts';
import type { RolloutRecord } from './records.ts';
import type { RolloutTable } from './store.ts';
import type { Tables } from './tables.ts';

export function rolloutTable(db: Kysely<Tables>): RolloutTable {
  return {
    async insert(rollout) {
      await db
        .insertInto('rollouts')
        .values({
          version: rollout.version,
          stages: JSON.stringify(rollout.stages),
          stage: rollout.stage,
          stage_at: rollout.stageAt,
          reach: reachOf(rollout),
          state: rollout.state,
          expected: JSON.stringify(rollout.expected),
          accepted: rollout.accepted,
          why: rollout.why,
        })
        .execute();
    },
    async of(version) {
      const row = await db.selectFrom('rollouts').selectAll().where('version', '=', version).executeTakeFirst();
      return row === undefined ? null : rolloutOf(row);
    },
    async newest() {
      const row = await db.selectFrom('rollouts').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
      return row === undefined ? null : rolloutOf(row);
    },
    async update(version, patch) {
      const row = await db.selectFrom('rollouts').selectAll().where('version', '=', version).executeTakeFirst();
      if (row === undefined) return;
      const after = { ...rolloutOf(row), ...patch };
      await db
        .updateTable('rollouts')
        .set({
          stage: after.stage,
          stage_at: after.stageAt,
          reach: reachOf(after),
          state: after.state,
          accepted: after.accepted,
          why: after.why,
        })
        .where('version', '=', version)
        .execute();
    },
    async given(version, deviceId) {
      const row = await db
        .selectFrom('rollout_devices')
        .select('blocked')
        .where('version', '=', version)
        .where('device_id', '=', deviceId)
        .executeTakeFirst();
      return row === undefined ? null : { blocked: row.blocked === 1 };
    },
    async give(version, { id, personId }, blocked) {
      await db
        .insertInto('rollout_devices')
        .values({ version, device_id: id, person_id: personId, blocked: Number(blocked) })
        .onConflict((conflict) => conflict.columns(['version', 'device_id']).doUpdateSet({ blocked: Number(blocked) }))
        .execute();
    },
    async inherit({ id, personId }) {
      const rows = await db
        .selectFrom('rollout_devices')
        .select('version')
        .distinct()
        .where('person_id', '=', personId)
        .execute();
      for (const { version } of rows)
        await db
          .insertInto('rollout_devices')
          .values({ version, device_id: id, person_id: personId, blocked: 0 })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
    },
    async count(version) {
      const { has, blocked } = await db
        .selectFrom('rollout_devices')
        .innerJoin('devices', 'devices.id', 'rollout_devices.device_id')
        .select((row) => [row.fn.countAll<number>().as('has'), row.fn.sum<number | null>('blocked').as('blocked')])
        .where('version', '=', version)
        .executeTakeFirstOrThrow();
      return { has: has, blocked: blocked ?? 0 };
    },
  };
}

function reachOf({ stages, stage }: Pick<RolloutRecord, 'stages' | 'stage'>): number {
  return stages[stage]?.percent ?? 100;
}

function rolloutOf(row: Selectable<Tables['rollouts']>): RolloutRecord {
  return {
    version: row.version,
    stages: JSON.parse(row.stages) as readonly RolloutStage[],
    stage: row.stage,
    stageAt: row.stage_at,
    state: row.state as RolloutRecord['state'],
    expected: JSON.parse(row.expected) as readonly number[],
    accepted: row.accepted,
    why: haltReasonSchema.nullable().parse(row.why),
  };
}
