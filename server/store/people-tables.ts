import type { Kysely, Selectable } from 'kysely';
import type { PersonId } from '../../core/ids.ts';
import type { Role } from '../../core/wire/console.ts';
import type { PersonRecord, SessionRecord } from './records.ts';
import type { EnrolmentCodeTable, PeopleTable, SessionTable } from './store.ts';
import type { Tables } from './tables.ts';

export function peopleTable(db: Kysely<Tables>): PeopleTable {
  return {
    async insert(person) {
      await db
        .insertInto('people')
        .values({
          id: person.id,
          name: person.name,
          email: person.email,
          role: person.role,
          extension: person.extension,
          team: person.group,
          password_hash: person.passwordHash,
          must_change_password: person.mustChangePassword ? 1 : 0,
          signed_in_at: person.signedInAt,
        })
        .execute();
    },
    async byId(id) {
      const row = await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : personOf(row);
    },
    async byEmail(email) {
      const row = await db.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirst();
      return row === undefined ? null : personOf(row);
    },
    async all() {
      return (await db.selectFrom('people').selectAll().orderBy('name').execute()).map(personOf);
    },
    async setPassword(id, passwordHash, mustChange) {
      await db
        .updateTable('people')
        .set({ password_hash: passwordHash, must_change_password: mustChange ? 1 : 0 })
        .where('id', '=', id)
        .execute();
    },
    async setGroup(id, group) {
      await db.updateTable('people').set({ team: group }).where('id', '=', id).execute();
    },
    async signedIn(id, at) {
      await db.updateTable('people').set({ signed_in_at: at }).where('id', '=', id).execute();
    },
  };
}

function personOf(row: Selectable<Tables['people']>): PersonRecord {
  return {
    id: row.id as PersonId,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    extension: row.extension,
    group: row.team,
    passwordHash: row.password_hash,
    mustChangePassword: row.must_change_password === 1,
    signedInAt: row.signed_in_at,
  };
}

export function sessionTable(db: Kysely<Tables>): SessionTable {
  return {
    async insert(session) {
      await db
        .insertInto('sessions')
        .values({
          token_hash: session.tokenHash,
          person_id: session.personId,
          created_at: session.createdAt,
          last_seen_at: session.lastSeenAt,
        })
        .execute();
    },
    async byHash(tokenHash) {
      const row = await db.selectFrom('sessions').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
      return row === undefined ? null : sessionOf(row);
    },
    async touch(tokenHash, at) {
      await db.updateTable('sessions').set({ last_seen_at: at }).where('token_hash', '=', tokenHash).execute();
    },
    async remove(tokenHash) {
      await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
    },
    async removeOthers(personId, exceptHash) {
      const rows = await db
        .deleteFrom('sessions')
        .where('person_id', '=', personId)
        .where('token_hash', '!=', exceptHash)
        .returning('token_hash')
        .execute();
      return rows.map((row) => row.token_hash);
    },
    async removeBefore(createdBefore, seenBefore) {
      await db
        .deleteFrom('sessions')
        .where((where) => where.or([where('created_at', '<', createdBefore), where('last_seen_at', '<', seenBefore)]))
        .execute();
    },
  };
}

function sessionOf(row: Selectable<Tables['sessions']>): SessionRecord {
  return {
    tokenHash: row.token_hash,
    personId: row.person_id as PersonId,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  };
}

export function enrolmentCodeTable(db: Kysely<Tables>): EnrolmentCodeTable {
  return {
    async insert(code) {
      await db
        .insertInto('enrolment_codes')
        .values({ code_hash: code.codeHash, person_id: code.personId, expires_at: code.expiresAt, used_at: null })
        .execute();
    },
    async claim(codeHash, now) {
      const row = await db
        .updateTable('enrolment_codes')
        .set({ used_at: now })
        .where('code_hash', '=', codeHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning('person_id')
        .executeTakeFirst();
      return row === undefined ? null : (row.person_id as PersonId);
    },
    async removeExpired(now) {
      await db.deleteFrom('enrolment_codes').where('expires_at', '<=', now).execute();
    },
  };
}
