import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WebList } from '../../../../core/wire/lists.ts';
import { judgeRequest } from '../../../../core/web/match/judge-request.ts';
import { createDeviceKey } from '../../../../electron/client/device-key.ts';
import type { Identity } from '../../../../electron/client/device-store.ts';
import { enrolmentRecordSchema } from '../../../../electron/client/enrolment-record.ts';
import { createListUpdater } from '../../../../electron/web/lists/updater.ts';
import { generateEd25519 } from '../../../../server/keys.ts';
import { createFakeClock } from '../../client/fake-clock.ts';
import { createWorld, ORIGIN, type Visitor } from '../../../server/support/world.ts';
import { enrolRequest } from '../../../server/support/device.ts';
import { names } from '../../../server/lists/list-origin.ts';

/** A laptop that has joined a real server, which it reaches without a network. */
async function setUp() {
  const world = await createWorld();
  const console = await world.signIn('it');
  const key = createDeviceKey();
  const joined = await world.app.inject({
    method: 'POST',
    url: '/api/device/enrol',
    headers: { host: '127.0.0.1:8460' },
    payload: enrolRequest(await world.code(), { ...key, privateKey: generateEd25519().privateKey }),
  });
  const { deviceId, organisation } = joined.json<Identity['record']>();
  const record = { version: 1, server: ORIGIN, deviceId, organisation, agent: { name: 'Ada', extension: '1001' } };
  const identity: Identity = { record: enrolmentRecordSchema.parse(record), key };
  const folder = mkdtempSync(join(tmpdir(), 'offhook-lists-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clock = createFakeClock();
  clock.setWall(new Date(world.clock.nowMs()));
  const net = { asked: [] as string[], isDown: false, bend: (bytes: Buffer, _path: string): Buffer => bytes };
  const logged: string[] = [];
  const log = (message: string, fields = {}) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  let changes = 0;
  const start = () =>
    createListUpdater({
      folder,
      clock,
      fetch: async (url, init) => {
        if (net.isDown) throw new TypeError('fetch failed');
        const path = new URL(url instanceof Request ? url.url : url).pathname;
        if (path.includes('/lists/')) net.asked.push(path.slice(path.lastIndexOf('/') + 1));
        const answer = await world.app.inject({
          method: init?.method === 'POST' ? 'POST' : 'GET',
          url: path,
          headers: { ...(init?.headers as Record<string, string>), host: '127.0.0.1:8460' },
          ...(typeof init?.body === 'string' ? { payload: init.body } : {}),
        });
        return new Response(new Uint8Array(net.bend(answer.rawPayload, path)), { status: answer.statusCode });
      },
      log: { info: log, warn: log },
      onInUse: () => {
        changes += 1;
      },
    });
  const updater = start();
  return { folder, world, console, identity, clock, net, logged, updater, start, changes: () => changes };
}

async function addList(it: Visitor, text: string, name = 'Own'): Promise<string> {
  const response = await it.send('POST', '/api/web-lists', { name, category: 'phishing', text });
  return response.json<WebList>().id;
}

type Updater = ReturnType<typeof createListUpdater>;
const action = (updater: Updater, url: string) => judgeRequest(updater.inUse().engine, { url }).action;

describe('a laptop’s lists of unsafe sites', () => {
  it('are gone from the disk, and from use, when its owner leaves', async () => {
    const t = await setUp();
    await addList(t.console, names(300));
    t.updater.begin(t.identity);
    await t.updater.idle();
    expect(action(t.updater, 'https://www.evil7.test/')).toBe('block');
    expect(existsSync(t.folder)).toBe(true);
    expect(await t.updater.erase()).toBe(true);
    expect(existsSync(t.folder)).toBe(false);
    expect(action(t.updater, 'https://www.evil7.test/')).toBe('allow');
  });

  it('come whole on the first shift, then as changes when the server says so, and stay for the next start', async () => {
    const t = await setUp();
    await addList(t.console, `${names(300)}||good.test/login^$document\n`);
    t.updater.begin(t.identity);
    await t.updater.idle();
    expect(action(t.updater, 'https://www.evil7.test/')).toBe('block');
    expect(action(t.updater, 'https://good.test/login?x')).toBe('block');
    expect(action(t.updater, 'https://good.test/')).toBe('allow');
    expect(t.updater.inUse().categories).toEqual(['phishing']);
    expect(t.net.asked).toEqual(['manifest', 'full.bin', 'full-names.br', 'rest.br']);

    t.world.clock.advance(5000);
    await addList(t.console, 'fresh.test\n', 'More');
    t.net.asked.length = 0;
    t.updater.look();
    await t.updater.idle();
    expect(t.net.asked).toEqual(['manifest', 'delta.bin', 'delta-names.br', 'rest.br']);
    expect(action(t.updater, 'https://fresh.test/')).toBe('block');
    expect(action(t.updater, 'https://evil299.test/')).toBe('block');

    t.net.isDown = true;
    const later = t.start();
    later.begin(t.identity);
    await later.idle();
    expect(action(later, 'https://fresh.test/')).toBe('block');
  });

  it('are left alone when nothing is new, when there are none, and off shift', async () => {
    const t = await setUp();
    t.updater.begin(t.identity);
    await t.updater.idle();
    expect(t.net.asked).toEqual(['manifest']);
    expect(action(t.updater, 'https://evil7.test/')).toBe('allow');

    await addList(t.console, names(5));
    await t.clock.advance(3_600_000);
    await t.updater.idle();
    expect(action(t.updater, 'https://evil3.test/')).toBe('block');
    const seen = t.changes();
    t.net.asked.length = 0;
    t.updater.look();
    await t.updater.idle();
    expect([t.net.asked, t.changes()]).toEqual([['manifest'], seen]);

    t.updater.end();
    t.net.asked.length = 0;
    t.updater.look();
    await t.clock.advance(7_200_000);
    expect([t.net.asked, t.clock.pending]).toEqual([[], 0]);
    expect(action(t.updater, 'https://evil3.test/')).toBe('block');
  });

  it.each([
    [
      'changed on the way',
      (bytes: Buffer, path: string) => (path.endsWith('.bin') ? flipped(bytes) : bytes),
      'corrupt',
    ],
    ['cut short', (bytes: Buffer, path: string) => (path.endsWith('.br') ? bytes.subarray(1) : bytes), 'truncated'],
    [
      'signed by somebody else',
      (bytes: Buffer, path: string) => (path.endsWith('manifest') ? resigned(bytes) : bytes),
      'unsigned',
    ],
  ])(
    'are refused when they were %s: the last good ones stay, the log says so, and they are asked for again',
    async (_, bend, reason) => {
      const t = await setUp();
      await addList(t.console, names(300));
      t.updater.begin(t.identity);
      await t.updater.idle();
      t.world.clock.advance(5000);
      await addList(t.console, 'fresh.test\n', 'More');
      const good = t.net.bend;
      t.net.bend = bend;
      t.updater.look();
      await t.updater.idle();
      expect(t.logged.join('\n')).toContain(`lists of unsafe sites were refused {"reason":"${reason}"}`);
      expect(action(t.updater, 'https://fresh.test/')).toBe('allow');
      expect(action(t.updater, 'https://evil3.test/')).toBe('block');

      t.net.bend = good;
      await t.clock.advance(60_000);
      await t.updater.idle();
      expect(action(t.updater, 'https://fresh.test/')).toBe('block');
    },
  );

  it('of another organisation never apply', async () => {
    const t = await setUp();
    await addList(t.console, names(300));
    t.updater.begin(t.identity);
    await t.updater.idle();
    const elsewhere = { ...t.identity.record.organisation, id: '00000000-0000-4000-8000-000000000001' };
    const record = { ...t.identity.record, organisation: elsewhere } as Identity['record'];
    t.updater.begin({ ...t.identity, record });
    await t.updater.idle();
    expect(action(t.updater, 'https://evil3.test/')).toBe('allow');
    expect(t.logged.join('\n')).toContain('wrong-organisation');
  });
});

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
  return copy;
}

function resigned(bytes: Buffer): Buffer {
  const signed = JSON.parse(bytes.toString('utf8')) as { release: string };
  return Buffer.from(JSON.stringify({ ...signed, signature: 'A'.repeat(86) }));
}
