import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseEnrolmentLink } from '../../../core/wire/enrolment-link.ts';
import { mintEnrolmentLink } from '../../../server/device/enrol.ts';
import { hashSecret } from '../../../server/keys.ts';
import { createDeviceKey, enrolRequest, post, type TestDevice } from '../support/device.ts';
import { createWorld } from '../support/world.ts';
import { startRealClient } from './real-client.ts';

describe('an enrolment code in the wrong hands', () => {
  it('of a hundred laptops at once lets one in, and none after', async () => {
    const world = await createWorld();
    const code = await world.code();
    const tries = Array.from({ length: 100 }, () =>
      post(world.app, '/api/device/enrol', enrolRequest(code, createDeviceKey())),
    );
    const statuses = (await Promise.all(tries)).map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.every((status) => [200, 410, 429].includes(status))).toBe(true);
    expect((await post(world.app, '/api/device/enrol', enrolRequest(code, createDeviceKey()))).statusCode).not.toBe(
      200,
    );
  });

  it('is worth nothing after its end, not even with the clock of the laptop', async () => {
    const world = await createWorld();
    const code = await world.code();
    world.clock.advance(24 * 3_600_000);
    const late = await post(world.app, '/api/device/enrol', enrolRequest(code, createDeviceKey()));
    expect(late.json()).toMatchObject({ code: 'CODE_SPENT' });
  });

  it('lets nobody enrol a key that they do not hold', async () => {
    const world = await createWorld();
    const [mine, theirs] = [createDeviceKey(), createDeviceKey()];
    const request = { ...enrolRequest(await world.code(), mine), publicKey: theirs.publicKey };
    expect((await post(world.app, '/api/device/enrol', request)).json()).toMatchObject({ code: 'BAD_SIGNATURE' });
  });

  it('is not in the database, nor is any ticket or nonce, in a form that could be used', async () => {
    const world = await createWorld();
    const code = await world.code();
    const device = await world.enrol();
    const nonce = await device.challenge();
    const reply = await device.report();
    const wal = readFileSync(join(world.folder, 'offhook.db-wal')).toString('latin1');
    const file = readFileSync(join(world.folder, 'offhook.db')).toString('latin1');
    for (const secret of [code, nonce, reply.socketTicket, reply.sessionKey, reply.credential?.password ?? '?'])
      expect((wal + file).includes(secret)).toBe(false);
  });

  it('is refused by the client when another server answers than the link names', async () => {
    const [world, other] = [await createWorld(), await createWorld()];
    const real = await startRealClient(world);
    expect(real.client.view().enrolment.state).toBe('enrolled');
    await real.client.leave();
    const deps = { store: other.store, clock: other.clock, randomBytes };
    const input = { personId: other.person('ada@demo.example').id, actor: 'test', serverUrl: 'http://127.0.0.1:8460' };
    const { link } = await mintEnrolmentLink(deps, input);
    // The link of one organisation, answered by the server of another that knows the code.
    await world.store.write((tx) =>
      tx.codes.insert({
        codeHash: hashOf(link),
        personId: world.person('ada@demo.example').id,
        expiresAt: world.clock.nowMs() + 1000,
      }),
    );
    await expect(real.client.join(link)).rejects.toThrow('not the one that your link names');
    expect(real.client.view().enrolment.state).toBe('none');
  });
});

describe('a person with too many laptops', () => {
  it('is told so at the eleventh, and the link is still good once one is removed', async () => {
    const world = await createWorld();
    const devices: TestDevice[] = [];
    for (let index = 0; index < 10; index += 1) devices.push(await world.enrol());
    const code = await world.code();
    const request = enrolRequest(code, createDeviceKey());
    expect((await post(world.app, '/api/device/enrol', request)).json()).toMatchObject({ code: 'CONFLICT' });
    const it = await world.signIn('it');
    expect((await it.send('DELETE', `/api/devices/${devices[0]?.id}`)).statusCode).toBe(204);
    expect((await post(world.app, '/api/device/enrol', request)).statusCode).toBe(200);
  });
});

function hashOf(link: string): string {
  return hashSecret(parseEnrolmentLink(link).code);
}
