import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { SipCredential } from '../../../core/wire/device.ts';
import { describeWithKamailio, startEngine, type Engine } from './lab/engine.ts';
import { connectRawSip, type RawSip } from './lab/raw-sip.ts';

const ORIGIN = 'app://ui';
vi.setConfig({ testTimeout: 60_000 });
let engine: Engine;
let sip: RawSip;

beforeAll(async () => {
  engine = await startEngine([]);
  sip = await connectRawSip(engine.files, ORIGIN);
}, 60_000);
afterAll(async () => {
  sip.close();
  await engine.stop();
}, 30_000);

const now = (): number => Math.floor(Date.now() / 1000);
const issue = (extension: string, seconds = 60): SipCredential =>
  engine.telephony.issue({ extension, expiresAtUnix: now() + seconds, nowUnix: now() });
const address = (user: string): string => `sip:${user}@phone.test`;
const register = (user: string, credential: SipCredential, headers: readonly string[] = []) =>
  sip.send({ method: 'REGISTER', uri: 'sip:phone.test', from: address(user), to: address(user), credential, headers });
const invite = (from: string, to: string, more: { credential?: SipCredential; toTag?: string; toUser?: string } = {}) =>
  sip.send({ method: 'INVITE', uri: address(to), from: address(from), to: address(more.toUser ?? to), ...more });
/** Enough that a race between the two sides of one call shows. */
const CALLS = 150;
const closings = (side: RawSip): readonly string[] =>
  side.requests.filter((text) => text.startsWith('BYE ') && text.includes('Phone closed'));
const rpc = (port: number, key: string | null) =>
  fetch(`http://127.0.0.1:${port}/RPC`, {
    method: 'POST',
    headers: key === null ? {} : { 'x-api-key': key },
    body: JSON.stringify({ jsonrpc: '2.0', method: 'core.uptime', id: 1 }),
  });

describeWithKamailio("the engine's door", () => {
  it.each(['https://evil.example', 'app://ui.evil', 'APP://UI', 'http://127.0.0.1:1', 'null', null])(
    'refuses a page of %s',
    async (origin) => {
      await expect(connectRawSip(engine.files, origin)).rejects.toThrow('HTTP 403');
    },
  );

  it('answers RPC only on its own port and only with the key', async () => {
    const { rpcPort, webSocketPort } = engine.files.settings;
    expect((await rpc(rpcPort, null)).status).toBe(403);
    expect((await rpc(rpcPort, `${engine.files.rpcKey}x`)).status).toBe(403);
    expect((await rpc(rpcPort, engine.files.rpcKey)).status).toBe(200);
    await expect(rpc(webSocketPort, engine.files.rpcKey)).rejects.toThrow('fetch failed');
  });

  it('says nothing of what it is', async () => {
    const reply = await register('2000', { ...issue('2000'), password: 'wrong' });
    expect(reply.text).not.toMatch(/kamailio/i);
  });
});

describeWithKamailio('a credential', () => {
  it('is asked for with every request that starts something', async () => {
    expect((await invite('2001', '2002')).status).toBe(407);
    const bare = { uri: 'sip:phone.test', from: address('2001'), to: address('2001') };
    expect((await sip.send({ method: 'REGISTER', ...bare })).status).toBe(401);
    expect((await sip.send({ method: 'OPTIONS', ...bare })).status).toBe(405);
    expect((await sip.send({ method: 'MESSAGE', ...bare })).status).toBe(405);
    expect((await sip.send({ method: 'BYE', ...bare })).status).toBe(405);
  });

  it('lets its extension register', async () => {
    expect((await register('2003', issue('2003'))).status).toBe(200);
  });

  it('is refused with a wrong password, when it is over, and when its end was moved', async () => {
    const credential = issue('2004');
    expect(await register('2004', { ...credential, password: 'wrong' })).toMatchObject({ status: 403 });
    const over = engine.telephony.issue({ extension: '2004', expiresAtUnix: now() - 1, nowUnix: now() - 60 });
    expect(await register('2004', over)).toMatchObject({ status: 403, reason: 'Credential Expired' });
    const [expiry = ''] = credential.username.split(':');
    const moved = { ...credential, username: `${Number(expiry) + 600}:2004` };
    expect(await register('2004', moved)).toMatchObject({ status: 403, reason: 'Bad Credential' });
  });

  it('speaks for its own extension only', async () => {
    expect(await register('2005', issue('2006'))).toMatchObject({ status: 403, reason: 'Identity Mismatch' });
    const third = { method: 'REGISTER', uri: 'sip:phone.test', from: address('2006'), to: address('2005') };
    expect(await sip.send({ ...third, credential: issue('2006') })).toMatchObject({ status: 403 });
  });

  it.each([
    ['in the header', ['Expires: 900']],
    ['in the contact', ['Contact: <sip:x@raw.invalid;transport=ws>;expires=900']],
    ['in both, oddly spelt', ['m: <sip:x@raw.invalid;transport=ws>; ExPiReS = 86400', 'expires:  86400']],
    ['in a second contact', ['Contact: <sip:x@raw.invalid>;expires=20, <sip:y@raw.invalid>;expires=86400']],
    ['in a second header', ['Contact: <sip:x@raw.invalid>;expires=20', 'Contact: <sip:y@raw.invalid>;expires=86400']],
    ['nowhere', []],
  ])('caps the registration, however long is asked for: %s', async (_where, headers) => {
    const reply = await register('2007', issue('2007', 30), headers);
    expect(reply.status).toBe(200);
    const granted = [...reply.text.matchAll(/expires=(\d+)/gi)].map(([, seconds]) => Number(seconds));
    expect(granted).toHaveLength(1);
    expect(granted[0]).toBeLessThanOrEqual(30);
    expect(granted[0]).toBeGreaterThan(0);
  });

  it('registers even when it has only seconds left', async () => {
    const reply = await register('2016', issue('2016', 9), ['Expires: 900']);
    expect(reply.status).toBe(200);
    expect(Number(/expires=(\d+)/.exec(reply.text)?.[1])).toBeLessThanOrEqual(9);
  });

  it('can give a registration back', async () => {
    expect((await register('2008', issue('2008'))).status).toBe(200);
    expect((await register('2008', issue('2008'), ['Expires: 0'])).status).toBe(200);
    expect((await invite('2009', '2008', { credential: issue('2009') })).status).toBe(480);
  });
});

describeWithKamailio('an INVITE', () => {
  it('gets 480 when no phone is open there, 404 for what is no extension, 403 for another domain', async () => {
    const credential = issue('2010');
    expect((await invite('2010', '2999', { credential })).status).toBe(480);
    expect((await invite('2010', '+15550100', { credential })).status).toBe(404);
    const elsewhere = { method: 'INVITE', uri: 'sip:2999@evil.example', from: address('2010'), to: address('2999') };
    expect((await sip.send({ ...elsewhere, credential })).status).toBe(403);
  });

  it('may not hide whom it calls', async () => {
    const reply = await invite('2011', '2012', { credential: issue('2011'), toUser: '2013' });
    expect(reply).toMatchObject({ status: 403, reason: 'Two Different Numbers' });
  });

  it('does not get round the door with a made-up To-tag or route', async () => {
    expect((await invite('2014', '2015', { toTag: 'forged' })).status).toBe(481);
    const routed = await sip.send({
      method: 'INVITE',
      uri: 'sip:2015@127.0.0.1;alias=127.0.0.1~5~6',
      from: address('2014'),
      to: address('2015'),
      toTag: 'forged',
      headers: [`Route: <sip:127.0.0.1:${engine.files.settings.webSocketPort};transport=ws;lr;did=1.2>`],
    });
    expect(routed.status).toBe(481);
  });
});

describeWithKamailio('a revoked extension', () => {
  it('is refused with what it holds, and let in with what came later', async () => {
    const credential = issue('2020', 60);
    expect((await register('2020', credential)).status).toBe(200);
    await engine.telephony.revoke({ extension: '2020', throughUnix: now() + 60, calls: 'cut' });
    expect(await register('2020', credential)).toMatchObject({ status: 403, reason: 'Revoked' });
    expect(await invite('2020', '2021', { credential })).toMatchObject({ status: 403, reason: 'Revoked' });
    expect((await invite('2021', '2020', { credential: issue('2021') })).status).toBe(480);
    expect((await register('2020', issue('2020', 90))).status).toBe(200);
  });
});

describeWithKamailio('calls that the control plane ends', () => {
  it('end on both sides, however soon the first side answers', async () => {
    const callee = await connectRawSip(engine.files, ORIGIN);
    const to = address('2026');
    const registered = await callee.send({
      method: 'REGISTER',
      uri: 'sip:phone.test',
      from: to,
      to,
      credential: issue('2026'),
    });
    expect(registered.status).toBe(200);
    const request = { method: 'INVITE', uri: to, from: address('2025'), to, credential: issue('2025') };
    for (let call = 0; call < CALLS; call += 1) {
      const reply = await sip.send(request);
      expect(reply.status).toBe(200);
      sip.acknowledge(request, reply);
    }
    await engine.telephony.endCalls('2025');
    for (const side of [sip, callee]) await expect.poll(() => closings(side).length, { timeout: 15_000 }).toBe(CALLS);
    callee.close();
  });
});

describeWithKamailio('an engine that was restarted', () => {
  const phones: RawSip[] = [];
  afterEach(() => {
    for (const phone of phones.splice(0)) phone.close();
  });

  it('lets nobody in until it knows again what is revoked', async () => {
    const revoked = issue('2030', 120);
    const fine = issue('2031', 120);
    // Read after the credential was made: the clock may have gone on by a second.
    const throughUnix = now() + 120;
    engine.revocations.set('2030', { extension: '2030', throughUnix });
    await engine.telephony.revoke({ extension: '2030', throughUnix, calls: 'cut' });
    await engine.restart();
    const phone = await connectRawSip(engine.files, ORIGIN);
    phones.push(phone);
    const ask = (user: string, credential: SipCredential) =>
      phone.send({ method: 'REGISTER', uri: 'sip:phone.test', from: address(user), to: address(user), credential });
    const first = await ask('2030', revoked);
    expect([503, 403]).toContain(first.status);
    let reply = await ask('2031', fine);
    const seen = [first.status];
    while (reply.status === 503) {
      seen.push((await ask('2030', revoked)).status);
      reply = await ask('2031', fine);
    }
    expect(reply.status).toBe(200);
    expect(seen).not.toContain(200);
    expect(await ask('2030', revoked)).toMatchObject({ status: 403, reason: 'Revoked' });
  });

  it('is told of a revocation that it missed', async () => {
    const throughUnix = now() + 120;
    await engine.process().stop();
    await expect(engine.telephony.revoke({ extension: '2040', throughUnix, calls: 'cut' })).rejects.toThrow(
      /does not answer/,
    );
    await engine.restart();
    const phone = await connectRawSip(engine.files, ORIGIN);
    phones.push(phone);
    await expect
      .poll(
        async () =>
          (
            await phone.send({
              method: 'REGISTER',
              uri: 'sip:phone.test',
              from: address('2040'),
              to: address('2040'),
              credential: issue('2040', 30),
            })
          ).reason,
        { timeout: 15_000 },
      )
      .toBe('Revoked');
  });

  it('is noticed when it is gone, and when it is back', async () => {
    const changes: string[] = [];
    const stop = engine.telephony.onEngineChange(() => changes.push(engine.telephony.engine().state));
    await engine.process().stop();
    await expect.poll(() => changes, { timeout: 15_000 }).toEqual(['missing']);
    expect(engine.telephony.engine()).toEqual({ state: 'missing', reason: 'unreachable' });
    await engine.restart();
    await expect.poll(() => changes, { timeout: 15_000 }).toEqual(['missing', 'ready']);
    stop();
  });
});

describeWithKamailio('a control plane that stops', () => {
  it('leaves every phone as it is until its credential is over', async () => {
    // The engine was restarted since the one above connected.
    sip.close();
    sip = await connectRawSip(engine.files, ORIGIN);
    await expect.poll(() => engine.telephony.engine().state, { timeout: 15_000 }).toBe('ready');
    const credential = issue('2050');
    expect((await register('2050', credential)).status).toBe(200);
    await engine.telephony.close();
    const lookUp = await fetch(`http://127.0.0.1:${engine.files.settings.rpcPort}/RPC`, {
      method: 'POST',
      headers: { 'x-api-key': engine.files.rpcKey },
      body: JSON.stringify({ jsonrpc: '2.0', method: 'ul.lookup', params: ['location', '2050'], id: 1 }),
    });
    expect(await lookUp.text()).toContain('raw.invalid');
    expect((await register('2050', credential)).status).toBe(200);
  });
});
