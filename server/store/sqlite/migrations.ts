import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../core/errors.ts';

/** Forward only: a released step is never edited, the next one is added. `user_version` counts the steps taken. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE organisation (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, policy_key TEXT NOT NULL, lease_key TEXT NOT NULL
  ) STRICT;
  CREATE TABLE people (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
    extension TEXT UNIQUE, password_hash TEXT NOT NULL, must_change_password INTEGER NOT NULL, signed_in_at INTEGER
  ) STRICT;
  CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL, last_seen_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX sessions_of_person ON sessions (person_id);
  CREATE TABLE enrolment_codes (
    code_hash TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL, used_at INTEGER
  ) STRICT;
  CREATE TABLE devices (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    public_key TEXT NOT NULL UNIQUE, platform TEXT NOT NULL, key_storage TEXT NOT NULL, enrolled_at INTEGER NOT NULL,
    epoch INTEGER NOT NULL, counter INTEGER NOT NULL, boot_id TEXT, policy_version INTEGER NOT NULL,
    facts TEXT, verdict TEXT, phone TEXT, on_shift INTEGER NOT NULL, held INTEGER NOT NULL, displaced_boot_id TEXT,
    lease_ends_at INTEGER, last_seen_at INTEGER, display TEXT NOT NULL, since_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX devices_of_person ON devices (person_id);
  CREATE TABLE nonces (
    nonce_hash TEXT PRIMARY KEY, device_id TEXT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX nonces_of_device ON nonces (device_id);
  CREATE TABLE failing_since (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, platform TEXT NOT NULL, check_id TEXT NOT NULL,
    since_at INTEGER NOT NULL, PRIMARY KEY (person_id, platform, check_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE lines (
    extension TEXT PRIMARY KEY, issued_through INTEGER NOT NULL, revoked_through INTEGER NOT NULL,
    holder TEXT REFERENCES devices (id) ON DELETE SET NULL, revoke_at INTEGER, end_calls_at INTEGER
  ) STRICT;
  CREATE INDEX lines_of_holder ON lines (holder);
  CREATE TABLE policies (
    version INTEGER PRIMARY KEY, release TEXT NOT NULL, signature TEXT NOT NULL, published_at INTEGER NOT NULL,
    published_by TEXT NOT NULL, note TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER policies_never_change BEFORE UPDATE ON policies BEGIN SELECT RAISE(ABORT, 'a published policy never changes'); END;
  CREATE TRIGGER policies_never_go BEFORE DELETE ON policies BEGIN SELECT RAISE(ABORT, 'a published policy is never deleted'); END;
  CREATE TABLE access_requests (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, host TEXT NOT NULL,
    reason TEXT NOT NULL, asked_at INTEGER NOT NULL, state TEXT NOT NULL
  ) STRICT;
  CREATE INDEX access_requests_by_time ON access_requests (asked_at);
  CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
    details TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TABLE blocked_sites (
    device_id TEXT NOT NULL REFERENCES devices (id) ON DELETE CASCADE, day TEXT NOT NULL, category TEXT NOT NULL,
    host TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (device_id, day, category, host)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE devices ADD COLUMN reported_at INTEGER;
  CREATE TABLE failing_left (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, platform TEXT NOT NULL, check_id TEXT NOT NULL,
    since_at INTEGER NOT NULL, left_at INTEGER NOT NULL, PRIMARY KEY (person_id, platform, check_id)
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE failing_since RENAME TO failing_of_person;
  CREATE TABLE failing_since (
    device_id TEXT NOT NULL REFERENCES devices (id) ON DELETE CASCADE, check_id TEXT NOT NULL,
    since_at INTEGER NOT NULL, PRIMARY KEY (device_id, check_id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO failing_since
    SELECT devices.id, old.check_id, old.since_at FROM failing_of_person AS old
    JOIN devices ON devices.person_id = old.person_id AND devices.platform = old.platform;
  DROP TABLE failing_of_person;
  `,
  `
  DROP TABLE nonces;
  ALTER TABLE people ADD COLUMN team TEXT;
  CREATE TABLE waivers (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, check_id TEXT NOT NULL,
    device_id TEXT REFERENCES devices (id) ON DELETE CASCADE, team TEXT, reason TEXT NOT NULL,
    asked_by TEXT NOT NULL, asked_by_name TEXT NOT NULL, asked_at INTEGER NOT NULL,
    decided_by TEXT, decided_by_name TEXT, state TEXT NOT NULL, ends_at INTEGER NOT NULL,
    CHECK ((device_id IS NULL) <> (team IS NULL))
  ) STRICT;
  CREATE INDEX waivers_by_end ON waivers (ends_at);
  CREATE TABLE help_requests (
    id TEXT PRIMARY KEY, device_id TEXT NOT NULL REFERENCES devices (id) ON DELETE CASCADE, check_id TEXT NOT NULL,
    message TEXT NOT NULL, evidence TEXT NOT NULL, bundle TEXT, asked_at INTEGER NOT NULL, state TEXT NOT NULL
  ) STRICT;
  CREATE INDEX help_requests_by_time ON help_requests (asked_at);
  CREATE INDEX help_requests_of_device ON help_requests (device_id);
  ALTER TABLE devices ADD COLUMN facts_form TEXT;
  CREATE TABLE rollouts (
    version INTEGER PRIMARY KEY REFERENCES policies (version), stages TEXT NOT NULL, stage INTEGER NOT NULL,
    stage_at INTEGER NOT NULL, reach REAL NOT NULL, state TEXT NOT NULL, expected TEXT NOT NULL, accepted INTEGER NOT NULL,
    why TEXT
  ) STRICT;
  CREATE TABLE rollout_devices (
    version INTEGER NOT NULL REFERENCES rollouts (version), device_id TEXT NOT NULL, person_id TEXT NOT NULL,
    blocked INTEGER NOT NULL, PRIMARY KEY (version, device_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX rollout_devices_of_person ON rollout_devices (person_id);
  CREATE TABLE policy_drafts (
    id TEXT PRIMARY KEY, author_id TEXT NOT NULL, author_email TEXT NOT NULL, author_name TEXT NOT NULL,
    based_on INTEGER NOT NULL, note TEXT NOT NULL, document TEXT NOT NULL, stages TEXT, revision INTEGER NOT NULL,
    saved_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE alerts (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, details TEXT NOT NULL, at INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
  CREATE INDEX alerts_by_time ON alerts (at);
  CREATE TABLE break_glass_codes (
    device_id TEXT PRIMARY KEY REFERENCES devices (id) ON DELETE CASCADE, code_hash TEXT NOT NULL, reason TEXT NOT NULL,
    issued_by TEXT NOT NULL, issued_by_name TEXT NOT NULL, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
    tries INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE web_lists (id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
  `,
];

/** Brings the file up to date. Throws AppError CONFLICT when a newer Offhook wrote it. */
export function migrate(database: DatabaseSync, steps: readonly string[] = MIGRATIONS): void {
  const taken = versionOf(database);
  if (taken > steps.length)
    throw new AppError(
      'CONFLICT',
      'The data folder was written by a newer Offhook. Start that version, or choose another folder with --data.',
    );
  for (const [index, step] of steps.entries()) {
    if (index < taken) continue;
    database.exec('BEGIN IMMEDIATE');
    try {
      database.exec(step);
      database.exec(`PRAGMA user_version = ${index + 1}`);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}
