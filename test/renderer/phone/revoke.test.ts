import { expect, it } from 'vitest';
import { describeWithKamailio } from '../../server/telephony/lab/engine.ts';
import type { Call } from '../../../renderer/agent/phone/softphone-state.ts';
import type { LabPhone } from './lab/phone-lab.ts';
import { usePhones } from './lab/phones.ts';

const phones = usePhones();
const revoke = (phone: LabPhone, calls: 'cut' | 'leave') => phones.lab().revoke(phone.extension, calls);

/** How a call to it and a call from it end. */
async function callsWith(phone: LabPhone, other: LabPhone): Promise<readonly (Call | null)[]> {
  await other.page.evaluate((number) => window.lab.phone.call(number), phone.extension);
  await other.page.waitForFunction(
    () => window.lab.phone.state.call?.phase === 'ended' && window.lab.phone.state.call.direction === 'outgoing',
  );
  const towards = (await other.state()).call;
  await phone.page.evaluate((number) => window.lab.phone.call(number), other.extension);
  await phone.untilCall('ended');
  return [towards, (await phone.state()).call];
}
const OUT = [
  { endedBy: 'them', cause: 'not-available' },
  { endedBy: 'them', cause: 'refused' },
];

describeWithKamailio('a revoked phone', () => {
  it('that is idle is out: callers are told so, and its own calls are refused', async () => {
    const [phone, other] = await Promise.all([phones.registered(), phones.registered()]);
    await revoke(phone, 'cut');
    expect(await callsWith(phone, other)).toMatchObject(OUT);
  });

  it('can not register again with what it holds', async () => {
    const phone = await phones.registered();
    await revoke(phone, 'cut');
    await phone.page.evaluate(() => window.lab.loseConnection());
    await phone.untilRegistration('failed');
    expect((await phone.state()).registration).toEqual({ state: 'failed', code: 403, reason: 'refused' });
  });

  it('stops ringing, and its caller is told', async () => {
    const [caller, callee] = await phones.ringing();
    await revoke(callee, 'leave');
    await Promise.all([caller.untilCall('ended'), callee.untilCall('ended')]);
    expect((await callee.state()).call).toMatchObject({ cause: 'cancelled' });
  });

  it('that was calling is cut off before it is answered', async () => {
    const [caller, callee] = await phones.ringing();
    await revoke(caller, 'cut');
    await Promise.all([caller.untilCall('ended'), callee.untilCall('ended')]);
    expect((await callee.state()).call).toMatchObject({ startedAtMs: null, cause: 'cancelled' });
  });

  it.each(['caller', 'callee'] as const)('that is the %s of a call is cut off, and so is the other', async (who) => {
    const [caller, callee] = await phones.inCall();
    await revoke(who === 'caller' ? caller : callee, 'cut');
    await Promise.all([caller.untilCall('ended'), callee.untilCall('ended')]);
    for (const phone of [caller, callee])
      expect((await phone.state()).call).toMatchObject({ endedBy: 'system', cause: 'phone-closed' });
    const [out, other] = who === 'caller' ? [caller, callee] : [callee, caller];
    expect(await callsWith(out, other)).toMatchObject(OUT);
  });

  it('may finish the call in hand when it is left, and start nothing new', async () => {
    const [caller, callee] = await phones.inCall();
    const third = await phones.registered();
    await revoke(caller, 'leave');
    await caller.page.evaluate(() => window.lab.phone.close('finish-call'));
    expect((await caller.state()).registration).toEqual({ state: 'off' });
    await Promise.all([caller.untilHears(), callee.untilHears()]);

    await caller.page.evaluate(() => window.lab.phone.setHeld(true));
    await caller.untilCall('held');
    await caller.page.evaluate(() => window.lab.phone.setHeld(false));
    await caller.untilCall('active');

    await third.page.evaluate((number) => window.lab.phone.call(number), caller.extension);
    await third.untilCall('ended');
    expect((await third.state()).call).toMatchObject({ cause: 'not-available' });
    expect(await caller.page.evaluate((number) => window.lab.phone.call(number), third.extension)).toBe(false);

    await Promise.all([caller.untilHears(), callee.untilHears()]);
    await callee.page.evaluate(() => window.lab.phone.hangUp());
    await caller.untilCall('ended');
  });

  it('left in its call can still be cut off later', async () => {
    const [caller, callee] = await phones.inCall();
    await revoke(caller, 'leave');
    await phones.lab().engine.telephony.endCalls(caller.extension);
    await Promise.all([caller.untilCall('ended'), callee.untilCall('ended')]);
    for (const phone of [caller, callee])
      expect((await phone.state()).call).toMatchObject({ endedBy: 'system', cause: 'phone-closed' });
  });

  it.each(['caller', 'callee'] as const)(
    'that was the %s and is gone from the net leaves nobody in doubt',
    async (who) => {
      const [caller, callee] = await phones.inCall();
      const [gone, other] = who === 'caller' ? [caller, callee] : [callee, caller];
      await gone.page.goto('about:blank');
      await revoke(gone, 'cut');
      expect((await other.untilCall('ended')).call).toMatchObject({ endedBy: 'system', cause: 'phone-closed' });
    },
  );

  it('that does not listen is out all the same, and holds nobody else up', async () => {
    const [caller, callee] = await phones.inCall();
    await callee.page.evaluate(() => window.lab.deafen());
    await revoke(callee, 'cut');
    await caller.untilCall('ended');
    await caller.page.evaluate((number) => window.lab.phone.call(number), callee.extension);
    await caller.page.waitForFunction(() => window.lab.phone.state.call?.phase === 'ended');
    expect((await caller.state()).call).toMatchObject({ cause: 'not-available' });
    expect(phones.lab().engine.telephony.engine().state).toBe('ready');
  });

  it('works again with a later credential, as often as it comes to that', async () => {
    const [phone, other] = await Promise.all([phones.registered(), phones.registered()]);
    for (let round = 0; round < 2; round += 1) {
      await revoke(phone, 'cut');
      await phone.page.evaluate(() => window.lab.phone.close('cut'));
      await phone.open(phones.lab().issue(phone.extension));
      await phone.untilRegistration('registered');
      await other.page.evaluate((number) => window.lab.phone.call(number), phone.extension);
      expect((await phone.untilCall('ringing')).registration).toEqual({ state: 'registered' });
      await other.page.evaluate(() => window.lab.phone.hangUp());
      await phone.untilCall('ended');
    }
  });

  it('is not let in by a revocation that comes late and is lower', async () => {
    const phone = await phones.registered();
    await revoke(phone, 'cut');
    await phones.lab().engine.telephony.revoke({ extension: phone.extension, throughUnix: 1, calls: 'cut' });
    await phone.page.evaluate(() => window.lab.loseConnection());
    expect((await phone.untilRegistration('failed')).registration).toMatchObject({ code: 403 });
  });
});
