import type { Kysely, Selectable } from 'kysely';
import type { DeviceId, PersonId } from '../../core/ids.ts';
import { auditHash, CHAIN_START } from '../audit/chain.ts';
import type { AccessRequestRecord, AuditRecord, PolicyRecord } from './records.ts';
import type { AccessRequestTable, AuditTable, BlockedSiteTable, PolicyTable } from './store.ts';
import type { Tables } from './tables.ts';

export function policyTable(db: Kysely<Tables>): PolicyTable {
  const newestFirst = () => db.selectFrom('policies').selectAll().orderBy('version', 'desc');
  return {
    async newest() {
      const row = await newestFirst().limit(1).executeTakeFirst();
      return row === undefined ? null : policyOf(row);
    },
    async newestSignature() {
      const newest = db.selectFrom('policies').select('signature').orderBy('version', 'desc').limit(1);
      return (await newest.executeTakeFirst())?.signature ?? null;
    },
    async byVersion(version) {
      const row = await db.selectFrom('policies').selectAll().where('version', '=', version).executeTakeFirst();
      return row === undefined ? null : policyOf(row);
    },
    async reaching() {
      const forAll = db
        .selectFrom('policies')
        .leftJoin('rollouts', 'rollouts.version', 'policies.version')
        .where((when) => when.or([when('rollouts.version', 'is', null), when('rollouts.state', '=', 'complete')]))
        .select((row) => row.fn.max('policies.version').as('version'));
      const rows = await db
        .selectFrom('policies')
        .leftJoin('rollouts', 'rollouts.version', 'policies.version')
        .select(['policies.version', 'policies.signature', 'rollouts.state', 'rollouts.reach'])
        .where('policies.version', '>=', forAll)
        .orderBy('policies.version', 'desc')
        .execute();
      return rows.map(({ version, signature, state, reach }) => ({
        version,
        signature,
        rollout:
          state === null || state === 'complete'
            ? null
            : { state: state as 'running' | 'halted' | 'superseded', reach: reach ?? 0 },
      }));
    },
    async all() {
      return (await newestFirst().execute()).map(policyOf);
    },
    async insert(policy) {
      await db
        .insertInto('policies')
        .values({
          version: policy.version,
          release: policy.release,
          signature: policy.signature,
          published_at: policy.publishedAt,
          published_by: policy.publishedBy,
          note: policy.note,
        })
        .execute();
    },
  };
}

function policyOf(row: Selectable<Tables['policies']>): PolicyRecord {
  return {
    version: row.version,
    release: row.release,
    signature: row.signature,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    note: row.note,
  };
}

export function auditTable(db: Kysely<Tables>): AuditTable {
  return {
    async append(entry) {
      const last = await db
        .selectFrom('audit')
        .select(['sequence', 'hash'])
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      const sequence = (last?.sequence ?? 0) + 1;
      const previous = last?.hash ?? CHAIN_START;
      const hash = auditHash(previous, sequence, entry);
      const { at, actor, action, subject } = entry;
      const details = JSON.stringify(entry.details);
      await db.insertInto('audit').values({ sequence, at, actor, action, subject, details, previous, hash }).execute();
      return { ...entry, sequence, previous, hash };
    },
    async page(before, limit) {
      let query = db.selectFrom('audit').selectAll().orderBy('sequence', 'desc').limit(limit);
      if (before !== null) query = query.where('sequence', '<', before);
      return (await query.execute()).map(auditOf);
    },
    async from(sequence, limit) {
      const query = db.selectFrom('audit').selectAll().where('sequence', '>=', sequence);
      return (await query.orderBy('sequence').limit(limit).execute()).map(auditOf);
    },
  };
}

function auditOf(row: Selectable<Tables['audit']>): AuditRecord {
  return { ...row, details: readDetails(row.details) };
}

/** Details that no longer parse were tampered with; the chain says so, so reading must not fail before it can. */
function readDetails(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { unreadable: text.slice(0, 200) };
  }
}

export function accessRequestTable(db: Kysely<Tables>): AccessRequestTable {
  return {
    async insert(request) {
      await db
        .insertInto('access_requests')
        .values({
          id: request.id,
          person_id: request.personId,
          host: request.host,
          reason: request.reason,
          asked_at: request.askedAt,
          state: request.state,
        })
        .execute();
    },
    async newest(limit) {
      const rows = await db
        .selectFrom('access_requests')
        .selectAll()
        .orderBy('asked_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(accessRequestOf);
    },
    async openOf(personId) {
      const rows = await db
        .selectFrom('access_requests')
        .selectAll()
        .where('person_id', '=', personId)
        .where('state', '=', 'open')
        .execute();
      return rows.map(accessRequestOf);
    },
    async close(id) {
      const result = await db
        .updateTable('access_requests')
        .set({ state: 'closed' })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}

function accessRequestOf(row: Selectable<Tables['access_requests']>): AccessRequestRecord {
  return {
    id: row.id,
    personId: row.person_id as PersonId,
    host: row.host,
    reason: row.reason,
    askedAt: row.asked_at,
    state: row.state as AccessRequestRecord['state'],
  };
}

export function blockedSiteTable(db: Kysely<Tables>): BlockedSiteTable {
  return {
    async add({ deviceId, day, category, host, count }) {
      await db
        .insertInto('blocked_sites')
        .values({ device_id: deviceId, day, category, host: host ?? '', count })
        .onConflict((conflict) =>
          conflict
            .columns(['device_id', 'day', 'category', 'host'])
            .doUpdateSet((set) => ({ count: set('blocked_sites.count', '+', count) })),
        )
        .execute();
    },
    async since(day) {
      const rows = await db.selectFrom('blocked_sites').selectAll().where('day', '>=', day).execute();
      return rows.map((row) => ({
        deviceId: row.device_id as DeviceId,
        day: row.day,
        category: row.category,
        host: row.host === '' ? null : row.host,
        count: row.count,
      }));
    },
  };
}
