import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, describe, expect, it } from 'vitest';
import { openListStore, type ListProblem } from '../../../../electron/web/lists/list-store.ts';
import { ORGANISATION, publicKeyPem, publish, trust, type Published } from './support.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-lists-'));
  folders.push(folder);
  return folder;
}

async function open(folder = newFolder(), nowMs = 0) {
  const problems: ListProblem[] = [];
  const store = await openListStore({
    ...trust,
    folder,
    nowMs: () => nowMs,
    onProblem: (problem) => problems.push(problem),
  });
  const blocked = (host: string) => store.current?.index.lookup(host)?.domain;
  return { folder, store, problems, blocked, version: () => store.current?.manifest.version };
}

const first = await publish(1, ['bad.example', 'old.example']);
const second = await publish(2, ['bad.example', 'new.example'], first);
const third = await publish(3, ['bad.example', 'newest.example'], second);

describe('the store of lists', () => {
  it('takes a whole list, then a change to it, and still has both answers after a restart', async () => {
    const { folder, store, blocked } = await open();
    expect(store.current).toBeNull();
    await store.install(first.signed, first.full);
    expect(blocked('www.old.example')).toBe('old.example');
    await store.install(second.signed, second.delta ?? second.full);
    expect([blocked('old.example'), blocked('new.example')]).toEqual([undefined, 'new.example']);
    store.close();
    const again = await open(folder);
    expect(again.blocked('a.new.example')).toBe('new.example');
    expect(again.problems).toEqual([]);
    again.store.close();
  });

  it('writes the same bytes whether it got the change or the whole list', async () => {
    const byDelta = await open();
    await byDelta.store.install(first.signed, first.full);
    await byDelta.store.install(second.signed, second.delta ?? second.full);
    const byFull = await open();
    await byFull.store.install(second.signed, second.full);
    for (const file of ['domains.bin', 'names.bin'])
      expect(readFileSync(join(byDelta.folder, 'release-2', file))).toEqual(
        readFileSync(join(byFull.folder, 'release-2', file)),
      );
    byDelta.store.close();
    byFull.store.close();
  });

  const flipped = (bytes: Uint8Array, at = Math.floor(bytes.length / 2)) =>
    Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ 4 : byte));
  const refusals: readonly [
    string,
    string,
    (one: Published, other: Published) => Parameters<Awaited<ReturnType<typeof open>>['store']['install']>,
  ][] = [
    [
      'a flipped byte in the list',
      'corrupt',
      ({ signed, full }) => [signed, { ...full, domains: flipped(full.domains) }],
    ],
    ['a flipped byte in the names', 'corrupt', ({ signed, full }) => [signed, { ...full, names: flipped(full.names) }]],
    [
      'a list that is cut short',
      'truncated',
      ({ signed, full }) => [signed, { ...full, domains: full.domains.slice(0, -8) }],
    ],
    [
      'names that are cut short',
      'truncated',
      ({ signed, full }) => [signed, { ...full, names: full.names.slice(0, -1) }],
    ],
    ['a manifest without a signature', 'unsigned', ({ signed, full }) => [{ ...signed, signature: 'unsigned' }, full]],
    [
      'a change that was made for another release',
      'wrong-previous',
      (_, { signed, delta, full }) => [signed, delta ?? full],
    ],
  ];
  it.each(refusals)('refuses %s as %s, says so, and goes on with what it had', async (_, reason, offer) => {
    const { store, problems, blocked } = await open();
    await store.install(first.signed, first.full);
    await expect(store.install(...offer(second, third))).rejects.toMatchObject({ reason });
    expect(problems).toMatchObject([{ what: 'offer-refused' }]);
    expect([blocked('old.example'), blocked('new.example')]).toEqual(['old.example', undefined]);
    await store.install(second.signed, second.full);
    expect(blocked('new.example')).toBe('new.example');
    store.close();
  });

  it('refuses what is older, what ran out, and what another key signed', async () => {
    const { store } = await open(newFolder(), Date.parse('2100-01-01T00:00:00Z'));
    await store.install(second.signed, second.full);
    await expect(store.install(first.signed, first.full)).rejects.toMatchObject({ reason: 'older' });
    const stale = await publish(4, ['x.example'], null, { expiresAt: '2099-12-31T00:00:00.000Z' });
    await expect(store.install(stale.signed, stale.full)).rejects.toMatchObject({ reason: 'expired' });
    const forged = await publish(5, ['x.example'], null, { key: generateKeyPairSync('ed25519').privateKey });
    await expect(store.install(forged.signed, forged.full)).rejects.toMatchObject({ reason: 'unsigned' });
    store.close();
  });

  it('hands out the rules with patterns as they were published, and refuses them when they are damaged', async () => {
    const rest = [
      {
        list: 'ads.txt',
        category: 'ads',
        effect: 'block',
        format: 'adblock',
        text: '/banner.js$script\n||x.example^$script',
      },
    ] as const;
    const published = await publish(1, ['bad.example'], null, { rest });
    const { folder, store } = await open();
    await store.install(published.signed, published.full);
    expect(store.current?.readRest()).toEqual(rest);
    const path = join(folder, 'release-1', 'rest.json');
    writeFileSync(path, flipped(readFileSync(path)));
    expect(() => store.current?.readRest()).toThrow(/not what was signed/);
    store.close();
  });

  it('goes on with lists that ran out, and says so', async () => {
    const { folder, store } = await open();
    await store.install(first.signed, first.full);
    store.close();
    const late = await open(folder, Date.parse('2300-01-01T00:00:00Z'));
    expect(late.problems).toMatchObject([{ what: 'expired' }]);
    expect(late.blocked('bad.example')).toBe('bad.example');
    late.store.close();
  });

  it.each(['domains.bin', 'names.bin', 'manifest.json'])(
    'falls back to the last good release when the current %s is damaged',
    async (file) => {
      const { folder, store } = await open();
      await store.install(first.signed, first.full);
      await store.install(second.signed, second.full);
      store.close();
      const path = join(folder, 'release-2', file);
      truncateSync(path, readFileSync(path).length - 9);
      const again = await open(folder);
      expect(again.version()).toBe(1);
      expect(again.problems).toMatchObject([{ what: 'current-damaged' }]);
      await again.store.install(second.signed, second.full);
      expect(again.version()).toBe(2);
      again.store.close();
    },
  );

  it('refuses a flipped byte anywhere in the list that it holds', async () => {
    const { folder, store } = await open();
    await store.install(first.signed, first.full);
    store.close();
    const path = join(folder, 'release-1', 'domains.bin');
    const good = readFileSync(path);
    for (let at = 0; at < good.length; at += 997) {
      writeFileSync(path, flipped(good, at));
      const again = await open(folder);
      expect({ at, current: again.store.current }).toEqual({ at, current: null });
      expect(again.problems).toMatchObject([{ what: 'current-damaged' }]);
    }
  });

  it('starts without a list when its notes are damaged or lead elsewhere', async () => {
    const { folder, store } = await open();
    await store.install(first.signed, first.full);
    store.close();
    writeFileSync(join(folder, 'current'), '../../etc');
    const again = await open(folder);
    expect(again.store.current).toBeNull();
    expect(again.problems).toMatchObject([{ what: 'current-damaged' }]);
  });

  it('keeps the current and the last good release, and nothing else', async () => {
    const { folder, store } = await open();
    for (const { signed, full } of [first, second, third]) await store.install(signed, full);
    store.close();
    expect(readdirSync(folder).sort()).toEqual(['current', 'last-good', 'release-2', 'release-3']);
  });

  const STEPS = [
    'clear',
    'write domains',
    'write names',
    'write rest',
    'write manifest',
    'move in place',
    'remember the last good one',
    'swap',
    'swapped',
  ];
  it.each(STEPS)(
    'has one whole release or the other after a kill before “%s”',
    async (step) => {
      const { folder, store } = await open();
      await store.install(first.signed, first.full);
      store.close();
      const order = join(newFolder(), 'order.json');
      const { kind, domains, names, rest } = second.delta ?? second.full;
      writeFileSync(
        order,
        JSON.stringify({
          folder,
          organisationId: ORGANISATION,
          publicKey: publicKeyPem(),
          signed: second.signed,
          kind,
          domains: Buffer.from(domains).toString('base64'),
          names: Buffer.from(names).toString('base64'),
          rest: Buffer.from(rest).toString('base64'),
        }),
      );
      const child = spawnSync(process.execPath, [join(import.meta.dirname, 'install-child.ts'), order, step], {
        encoding: 'utf8',
      });
      expect(child).toMatchObject({ signal: 'SIGKILL' });
      const again = await open(folder);
      expect(again.problems).toEqual([]);
      expect(again.version()).toBe(step === 'swapped' ? 2 : 1);
      expect(again.blocked('bad.example')).toBe('bad.example');
      if (again.version() === 1) await again.store.install(second.signed, second.delta ?? second.full);
      expect(again.blocked('new.example')).toBe('new.example');
      again.store.close();
    },
    60_000,
  );

  it('lets the event loop run while it takes in a large list', async () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `name-${i}.of-a-large.list-${i % 977}.example`);
    const large = await publish(1, names);
    const { store, blocked } = await open();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await store.install(large.signed, large.full);
    delay.disable();
    expect(blocked(`a.${names[99_999] ?? ''}`)).toBe(names[99_999]);
    // The goal is 10 ms on a quiet machine (the benchmark measures it); a shared one adds pauses of its own.
    expect(delay.percentile(90) / 1e6).toBeLessThan(50);
    store.close();
  }, 60_000);
});
