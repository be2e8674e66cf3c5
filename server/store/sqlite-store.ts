import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { AppError } from '../../core/errors.ts';
import type { OrganisationId } from '../../core/ids.ts';
import { alertTable } from './alert-table.ts';
import { breakGlassTable } from './break-glass-table.ts';
import { deviceTable } from './device-tables.ts';
import { draftTable } from './draft-table.ts';
import { accessRequestTable, auditTable, blockedSiteTable, policyTable } from './log-tables.ts';
import { enrolmentCodeTable, peopleTable, sessionTable } from './people-tables.ts';
import { helpRequestTable } from './help-request-table.ts';
import { failingTable, lineTable } from './phone-tables.ts';
import { rolloutTable } from './rollout-table.ts';
import { nodeSqliteDialect } from './sqlite/dialect.ts';
import { assertOutside, runInside } from './sqlite/guard.ts';
import { migrate } from './sqlite/migrations.ts';
import { WriteQueue } from './sqlite/write-queue.ts';
import { webListTable } from './web-list-table.ts';
import { waiverTable } from './waiver-table.ts';
import type { Store, StoreTx } from './store.ts';
import type { Tables } from './tables.ts';

export interface SqliteOptions {
  /** For looking at it while a server may be running. */
  readonly readOnly?: boolean;
  /** The most that the file may grow to, in pages of 4 kB; beyond it the disk counts as full. */
  readonly maxPages?: number;
}

/** Opens or makes the database file. Throws AppError whose sentence says what is wrong and the way out. */
export function openSqliteStore(file: string, options: SqliteOptions = {}): Store {
  const writer = options.readOnly === true ? null : openWriter(file, options);
  const reader = openReader(file);
  const readDb = new Kysely<Tables>({ dialect: nodeSqliteDialect(reader) });
  const readTables = tablesOf(readDb);
  let lastRead: Promise<unknown> = Promise.resolve();

  // A connection of their own: readers see what is committed, and never wait for a writer.
  async function readOne<T>(work: (tx: StoreTx) => Promise<T>): Promise<T> {
    reader.exec('BEGIN');
    try {
      return await runInside(readTables, () => work(readTables));
    } finally {
      reader.exec('COMMIT');
    }
  }

  return {
    async write(work) {
      if (writer === null) throw new Error('This store was opened for reading only.');
      assertOutside(writer.tables);
      assertOutside(readTables);
      return explained(() => writer.queue.run(() => runInside(writer.tables, () => work(writer.tables))));
    },
    async read(work) {
      if (writer !== null) assertOutside(writer.tables);
      assertOutside(readTables);
      const mine = lastRead.then(() => explained(() => readOne(work)));
      lastRead = mine.catch(() => undefined);
      return mine;
    },
    async close() {
      await lastRead;
      await readDb.destroy();
      await writer?.queue.idle();
      await writer?.db.destroy();
    },
  };
}

interface Writer {
  readonly db: Kysely<Tables>;
  readonly queue: WriteQueue;
  readonly tables: StoreTx;
}

function openWriter(file: string, options: SqliteOptions): Writer {
  const database = openForWriting(file, options);
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });
  return { db, queue: new WriteQueue(database), tables: tablesOf(db) };
}

function tablesOf(db: Kysely<Tables>): StoreTx {
  return {
    async organisation() {
      const row = await db.selectFrom('organisation').selectAll().executeTakeFirst();
      if (row === undefined) return null;
      return { id: row.id as OrganisationId, name: row.name, policyKey: row.policy_key, leaseKey: row.lease_key };
    },
    async createOrganisation({ id, name, policyKey, leaseKey }) {
      await db.insertInto('organisation').values({ id, name, policy_key: policyKey, lease_key: leaseKey }).execute();
    },
    people: peopleTable(db),
    sessions: sessionTable(db),
    codes: enrolmentCodeTable(db),
    devices: deviceTable(db),
    failing: failingTable(db),
    lines: lineTable(db),
    policies: policyTable(db),
    accessRequests: accessRequestTable(db),
    helpRequests: helpRequestTable(db),
    waivers: waiverTable(db),
    rollouts: rolloutTable(db),
    drafts: draftTable(db),
    alerts: alertTable(db),
    webLists: webListTable(db),
    breakGlass: breakGlassTable(db),
    audit: auditTable(db),
    blockedSites: blockedSiteTable(db),
  };
}

function openForWriting(file: string, { maxPages }: SqliteOptions): DatabaseSync {
  return opened(file, false, (database) => {
    // FULL: a commit is on the disk before it is acknowledged (sqlite.org/pragma.html#pragma_synchronous).
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;');
    const check = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (check !== 'ok') throw corrupt(file, new Error(String(check)));
    migrate(database);
    if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`);
  });
}

function openReader(file: string): DatabaseSync {
  return opened(file, true, (database) => database.exec('PRAGMA trusted_schema = OFF;'));
}

function opened(file: string, readOnly: boolean, prepare: (database: DatabaseSync) => void): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { readOnly, enableForeignKeyConstraints: true, timeout: 5000 });
    prepare(database);
    return database;
  } catch (error) {
    if (database?.isOpen === true) database.close();
    throw explain(error, file);
  }
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain(error, 'the database');
  }
}

/** Result codes: https://www.sqlite.org/rescode.html. node:sqlite gives the extended code; its low byte is the primary one. */
function explain(error: unknown, file: string): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const extended = (error as { readonly errcode?: unknown }).errcode;
  if (typeof extended !== 'number') return error;
  const cause = { cause: error };
  switch (extended & 0xff) {
    case 5:
      return new AppError('UNAVAILABLE', `${file} is in use by another program. Close that one and try again.`, cause);
    case 8:
    case 14:
      return new AppError(
        'UNAVAILABLE',
        `${file} can’t be opened for writing. Check the folder’s owner and rights, or choose another with --data.`,
        cause,
      );
    case 11:
    case 26:
      return corrupt(file, error);
    case 10:
    case 13:
      return new AppError(
        'UNAVAILABLE',
        'The disk is full or can’t be written. Free some space; nothing was lost.',
        cause,
      );
    case 19:
      return isUniqueBreach(extended)
        ? new AppError('CONFLICT', 'That is already there, so it was not added again.', cause)
        : error;
    default:
      return error;
  }
}

/** SQLITE_CONSTRAINT_PRIMARYKEY (1555) and SQLITE_CONSTRAINT_UNIQUE (2067). */
function isUniqueBreach(extended: number): boolean {
  return extended === 1555 || extended === 2067;
}

function corrupt(file: string, cause: Error): AppError {
  return new AppError(
    'UNAVAILABLE',
    `${file} is damaged, and was left as it is. Restore the folder from a backup, or choose another with --data.`,
    { cause },
  );
}
