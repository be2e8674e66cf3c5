import type { Kysely, Selectable, Updateable } from 'kysely';
import type { z } from 'zod';
import type { DeviceId, PersonId, Platform } from '../../core/ids.ts';
import { verdictSchema } from '../../core/verdict/schema.ts';
import { phoneStatusSchema } from '../../core/wire/device.ts';
import { factsAfter } from './facts-rows.ts';
import { FACTS_FORM, factsText, readFacts } from './facts-text.ts';
import type { DevicePatch, DeviceRecord, PhoneDisplay } from './records.ts';
import type { DeviceTable } from './store.ts';
import type { Tables } from './tables.ts';

export function deviceTable(db: Kysely<Tables>): DeviceTable {
  return {
    async insert(device) {
      await db
        .insertInto('devices')
        .values({
          id: device.id,
          person_id: device.personId,
          public_key: device.publicKey,
          enrolled_at: device.enrolledAt,
          ...requiredColumns(device),
        })
        .execute();
    },
    async byId(id) {
      const row = await db.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : deviceOf(row);
    },
    async keyOf(id) {
      const row = await db.selectFrom('devices').select('public_key').where('id', '=', id).executeTakeFirst();
      return row?.public_key ?? null;
    },
    async all() {
      return (await db.selectFrom('devices').selectAll().orderBy('enrolled_at').execute()).map(deviceOf);
    },
    async ofPerson(personId) {
      const rows = await db
        .selectFrom('devices')
        .selectAll()
        .where('person_id', '=', personId)
        .orderBy('enrolled_at')
        .execute();
      return rows.map(deviceOf);
    },
    factsAfter: factsAfter(db),
    async update(id, patch) {
      const columns = columnsOf(patch);
      if (Object.keys(columns).length > 0) await db.updateTable('devices').set(columns).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('devices').where('id', '=', id).execute();
    },
  };
}

function requiredColumns(device: DeviceRecord) {
  return {
    platform: device.platform,
    key_storage: device.keyStorage,
    epoch: device.epoch,
    counter: device.counter,
    boot_id: device.bootId,
    policy_version: device.policyVersion,
    facts: device.facts === null ? null : factsText(device.facts),
    facts_form: FACTS_FORM,
    verdict: textOrNull(device.verdict),
    phone: textOrNull(device.phone),
    on_shift: device.onShift ? 1 : 0,
    held: device.held ? 1 : 0,
    displaced_boot_id: device.displacedBootId,
    lease_ends_at: device.leaseEndsAt,
    last_seen_at: device.lastSeenAt,
    reported_at: device.reportedAt,
    display: device.display,
    since_at: device.sinceAt,
  };
}

const COLUMN_OF: Readonly<Record<Exclude<keyof DevicePatch, 'facts'>, keyof ReturnType<typeof requiredColumns>>> = {
  platform: 'platform',
  keyStorage: 'key_storage',
  epoch: 'epoch',
  counter: 'counter',
  bootId: 'boot_id',
  policyVersion: 'policy_version',
  verdict: 'verdict',
  phone: 'phone',
  onShift: 'on_shift',
  held: 'held',
  displacedBootId: 'displaced_boot_id',
  leaseEndsAt: 'lease_ends_at',
  lastSeenAt: 'last_seen_at',
  reportedAt: 'reported_at',
  display: 'display',
  sinceAt: 'since_at',
};

/** Only what the patch names, in the spelling and types of the table. */
function columnsOf(patch: DevicePatch): Updateable<Tables['devices']> {
  const columns: Record<string, string | number | null> = {};
  const { facts, ...rest } = patch;
  if (facts !== undefined) {
    columns['facts'] = facts === null ? null : factsText(facts);
    columns['facts_form'] = FACTS_FORM;
  }
  for (const [key, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    const column = COLUMN_OF[key as keyof typeof rest];
    columns[column] =
      typeof value === 'boolean' ? Number(value) : typeof value === 'object' ? textOrNull(value) : value;
  }
  return columns;
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** What an older version wrote in another shape reads as nothing: the next report brings it again. */
function fromText<S extends z.ZodType>(schema: S, text: string | null): z.output<S> | null {
  if (text === null) return null;
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

function deviceOf(row: Selectable<Tables['devices']>): DeviceRecord {
  return {
    id: row.id as DeviceId,
    personId: row.person_id as PersonId,
    publicKey: row.public_key,
    platform: row.platform as Platform,
    keyStorage: row.key_storage as DeviceRecord['keyStorage'],
    enrolledAt: row.enrolled_at,
    epoch: row.epoch,
    counter: row.counter,
    bootId: row.boot_id,
    policyVersion: row.policy_version,
    facts: readFacts(row.facts, row.facts_form),
    verdict: fromText(verdictSchema, row.verdict),
    phone: fromText(phoneStatusSchema, row.phone),
    onShift: row.on_shift === 1,
    held: row.held === 1,
    displacedBootId: row.displaced_boot_id,
    leaseEndsAt: row.lease_ends_at,
    lastSeenAt: row.last_seen_at,
    reportedAt: row.reported_at,
    display: row.display as PhoneDisplay,
    sinceAt: row.since_at,
  };
}
