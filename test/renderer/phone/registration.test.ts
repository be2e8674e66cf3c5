import { expect, it } from 'vitest';
import { describeWithKamailio } from '../../server/telephony/lab/engine.ts';
import { usePhones } from './lab/phones.ts';

const phones = usePhones();

describeWithKamailio('a registration', () => {
  it('is renewed on the live connection, and outlives the first credential', async () => {
    const { lab } = phones;
    const [phone, other] = [await phones.add(), await phones.registered()];
    await phone.open(lab().issue(phone.extension, 12));
    await phone.untilRegistration('registered');
    await phone.open(lab().issue(phone.extension, 60));
    await phone.page.waitForTimeout(13_000);
    expect((await phone.state()).registration).toEqual({ state: 'registered' });
    expect(await phone.page.evaluate(() => window.lab.sockets())).toBe(1);
    await other.page.evaluate((number) => window.lab.phone.call(number), phone.extension);
    await phone.untilCall('ringing');
  });

  it('ends with its credential: callers are told that nobody is there', async () => {
    const { lab } = phones;
    const [phone, other] = [await phones.add(), await phones.registered()];
    await phone.open(lab().issue(phone.extension, 12));
    await phone.untilRegistration('registered');
    await phone.page.waitForFunction(() => window.lab.phone.state.registration.state === 'failed', null, {
      timeout: 30_000,
    });
    expect((await phone.state()).registration).toMatchObject({ reason: 'expired' });
    await expect.poll(() => lab().isRegistered(phone.extension), { timeout: 15_000 }).toBe(false);
    await other.page.evaluate((number) => window.lab.phone.call(number), phone.extension);
    await other.untilCall('ended');
    expect((await other.state()).call).toMatchObject({ cause: 'not-available' });

    await phone.open(lab().issue(phone.extension));
    await phone.untilRegistration('registered');
  });

  it('is refused to a credential whose end was moved by hand', async () => {
    const phone = await phones.add();
    const credential = phones.lab().issue(phone.extension, 30);
    const [expiry = '', user = ''] = credential.username.split(':');
    await phone.open({ ...credential, username: `${Number(expiry) + 600}:${user}`, expiresInSeconds: 630 });
    await phone.untilRegistration('failed');
    expect((await phone.state()).registration).toEqual({ state: 'failed', code: 403, reason: 'refused' });
  });

  it('comes back by itself after the connection was lost, and the call in hand with it', async () => {
    const [caller, callee] = await phones.inCall();
    await caller.page.evaluate(() => window.lab.loseConnection());
    await caller.untilRegistration('connecting');
    await caller.untilRegistration('registered');
    await Promise.all([caller.untilHears(), callee.untilHears()]);
    // Without the new offer after the return, the end of the call would never arrive.
    await caller.page.waitForFunction(() => window.lab.accepted() > 1, null, { polling: 50 });
    await callee.page.evaluate(() => window.lab.phone.hangUp());
    await caller.untilCall('ended');
    expect((await caller.state()).call).toMatchObject({ endedBy: 'them', cause: 'hung-up' });
  });

  it('is given back when the phone closes, and can be had again at once', async () => {
    const [phone, other] = await Promise.all([phones.registered(), phones.registered()]);
    await phone.page.evaluate(() => window.lab.phone.close('cut'));
    expect((await phone.state()).registration).toEqual({ state: 'off' });
    for (let round = 0; round < 5; round += 1) {
      await phone.open(phones.lab().issue(phone.extension));
      await phone.untilRegistration('registered');
      await phone.page.evaluate(
        (how) => window.lab.phone.close(how),
        round % 2 === 0 ? ('cut' as const) : ('finish-call' as const),
      );
    }
    await expect.poll(() => phones.lab().isRegistered(phone.extension), { timeout: 15_000 }).toBe(false);
    await other.page.evaluate((number) => window.lab.phone.call(number), phone.extension);
    await other.untilCall('ended');
    expect((await other.state()).call).toMatchObject({ cause: 'not-available' });
  });

  it('survives closing and opening again in the middle of a call', async () => {
    const [caller, callee] = await phones.inCall();
    const next = phones.lab().issue(caller.extension);
    await caller.page.evaluate((credential) => {
      window.lab.phone.close('finish-call');
      window.lab.open(credential);
    }, next);
    await caller.untilRegistration('registered');
    await Promise.all([caller.untilHears(), callee.untilHears()]);
    await callee.page.evaluate(() => window.lab.phone.hangUp());
    await caller.untilCall('ended');
    expect((await caller.state()).registration).toEqual({ state: 'registered' });
  });

  it('names an engine that is not there', async () => {
    const phone = await phones.add();
    const credential = phones.lab().issue(phone.extension);
    await phone.open({ ...credential, webSocketUrl: 'wss://127.0.0.1:1/' });
    await phone.untilRegistration('failed');
    expect((await phone.state()).registration).toEqual({ state: 'failed', code: null, reason: 'unreachable' });
  });
});
