import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import { openSqliteStore } from '../../../server/store/sqlite-store.ts';
import type { Store } from '../../../server/store/store.ts';
import { tempFolder } from '../support/world.ts';
import { describeStoreContract } from './contract.ts';

function open(file: string): Store {
  const store = openSqliteStore(file);
  onTestFinished(() => store.close().catch(() => undefined));
  return store;
}

describeStoreContract('node:sqlite', async () => {
  const file = join(tempFolder(), 'offhook.db');
  return { store: open(file), reopen: async () => open(file) };
});

const event = (action: string) => ({ at: 1, actor: 'a', action, subject: 's', details: {} });
const verify = (store: Store) => verifyChain((from) => store.read((tx) => tx.audit.from(from, 100)));

describe('the SQLite file', () => {
  it('is durable, checks foreign keys and has strict tables', async () => {
    const file = join(tempFolder(), 'offhook.db');
    const store = open(file);
    await expect(
      store.write((tx) =>
        tx.sessions.insert({ tokenHash: 't', personId: 'nobody' as never, createdAt: 1, lastSeenAt: 1 }),
      ),
    ).rejects.toThrow(/FOREIGN KEY/);
    const raw = new DatabaseSync(file);
    onTestFinished(() => raw.close());
    expect(raw.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    const tables = raw
      .prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'")
      .all();
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
  });

  it('lets nobody change or delete an audit event or a published policy, not even by SQL', async () => {
    const file = join(tempFolder(), 'offhook.db');
    const store = open(file);
    await store.write((tx) => tx.audit.append(event('one')));
    await store.write((tx) =>
      tx.policies.insert({ version: 1, release: '{}', signature: 's', publishedAt: 1, publishedBy: 'x', note: '' }),
    );
    const raw = new DatabaseSync(file);
    onTestFinished(() => raw.close());
    expect(() => raw.exec("UPDATE audit SET action = 'x'")).toThrow('append-only');
    expect(() => raw.exec('DELETE FROM audit')).toThrow('append-only');
    expect(() => raw.exec("UPDATE policies SET note = 'x'")).toThrow('never changes');
    expect(() => raw.exec('DELETE FROM policies')).toThrow('never deleted');
  });

  it.each([
    ['changed', 'UPDATE audit SET details = \'{"x":1}\' WHERE sequence = 3', 3, 'changed'],
    [
      'changed together with its hash',
      `UPDATE audit SET action = 'x', hash = '${'ab'.repeat(32)}' WHERE sequence = 3`,
      3,
      'changed',
    ],
    ['deleted', 'DELETE FROM audit WHERE sequence = 3', 3, 'missing'],
    [
      'moved',
      'UPDATE audit SET sequence = 99 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 4; UPDATE audit SET sequence = 4 WHERE sequence = 99',
      3,
      'follow',
    ],
    ['made unreadable', "UPDATE audit SET details = '{' WHERE sequence = 5", 5, 'changed'],
  ])('names the first audit event that was %s behind the triggers’ back', async (_how, sql, sequence, why) => {
    const file = join(tempFolder(), 'offhook.db');
    const store = open(file);
    for (let index = 0; index < 6; index += 1) await store.write((tx) => tx.audit.append(event(`e${index}`)));
    expect(await verify(store)).toMatchObject({ intact: true });
    const raw = new DatabaseSync(file);
    raw.exec('DROP TRIGGER audit_never_changes; DROP TRIGGER audit_never_goes;');
    raw.exec(sql);
    raw.close();
    expect(await verify(store)).toMatchObject({ intact: false, sequence, why: expect.stringContaining(why) as string });
  });

  it('says in one sentence when it is damaged, and leaves it as it is', () => {
    const file = join(tempFolder(), 'offhook.db');
    writeFileSync(file, 'this is not a database, whatever its name says'.repeat(100));
    const before = readFileSync(file);
    expect(() => openSqliteStore(file)).toThrow(/is damaged, and was left as it is\. Restore the folder from a backup/);
    expect(readFileSync(file)).toEqual(before);
  });

  it('says so when a newer Offhook wrote it', () => {
    const file = join(tempFolder(), 'offhook.db');
    const raw = new DatabaseSync(file);
    raw.exec('PRAGMA user_version = 999');
    raw.close();
    expect(() => openSqliteStore(file)).toThrow(/newer Offhook/);
  });

  it('says so when the disk is full, and loses nothing that was acknowledged', async () => {
    const file = join(tempFolder(), 'offhook.db');
    const store = open(file);
    await store.write((tx) => tx.audit.append(event('kept')));
    // What a full disk answers, without filling this one: SQLITE_FULL beyond max_page_count (sqlite.org/pragma.html).
    await store.write(async (tx) => {
      expect(await tx.audit.page(null, 1)).toHaveLength(1);
    });
    const limited = openSqliteStore(file, { maxPages: 64 });
    onTestFinished(() => limited.close());
    const big = { ...event('big'), details: { text: 'x'.repeat(600_000) } };
    await expect(limited.write((tx) => tx.audit.append(big))).rejects.toThrow('The disk is full');
    await limited.write((tx) => tx.audit.append(event('after')));
    expect(await verify(limited)).toMatchObject({ intact: true, events: 2 });
  });

  // Each round starts a process, which a busy machine takes its time for.
  it('keeps every audit event that was acknowledged when the process is killed', { timeout: 120_000 }, async () => {
    const file = join(tempFolder(), 'offhook.db');
    let acknowledged = 0;
    for (let round = 0; round < 6; round += 1) {
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL('../support/audit-writer.ts', import.meta.url)), file],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      onTestFinished(() => void child.kill('SIGKILL'));
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 20 + 25 * round));
      child.kill('SIGKILL');
      await once(child, 'close');
      acknowledged = Math.max(acknowledged, Number(text.trimEnd().split('\n').at(-1)?.replace(/\D/g, '') ?? 0));
      const store = openSqliteStore(file);
      const result = await verify(store);
      await store.close();
      expect(result.intact).toBe(true);
      expect(result.intact && result.events).toBeGreaterThanOrEqual(acknowledged);
    }
    expect(acknowledged).toBeGreaterThan(8);
  });
});
