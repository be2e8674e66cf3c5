import { expect, it } from 'vitest';
import { describeWithKamailio } from '../../server/telephony/lab/engine.ts';
import { usePhones } from './lab/phones.ts';

const phones = usePhones();

describeWithKamailio('two phones', () => {
  it('call each other, and each hears the other until one hangs up', async () => {
    const [caller, callee] = await phones.inCall();
    expect((await callee.state()).call).toMatchObject({ direction: 'incoming', number: caller.extension, name: null });
    await Promise.all([caller.untilHears(), callee.untilHears()]);
    await caller.page.evaluate(() => window.lab.phone.hangUp());
    await Promise.all([caller.untilCall('ended'), callee.untilCall('ended')]);
    expect((await caller.state()).call).toMatchObject({ endedBy: 'me', cause: 'hung-up' });
    expect((await callee.state()).call).toMatchObject({ endedBy: 'them', cause: 'hung-up' });
  });

  it('fall silent on mute, while packets go on', async () => {
    const [caller, callee] = await phones.inCall();
    await callee.untilHears();
    expect(await caller.page.evaluate(() => window.lab.phone.setMuted(true))).toBe(true);
    expect((await caller.state()).call).toMatchObject({ muted: true });
    await callee.untilHearsSilence();
    await caller.page.evaluate(() => window.lab.phone.setMuted(false));
    await callee.untilHears();
  });

  it('hold and go on', async () => {
    const [caller, callee] = await phones.inCall();
    await caller.untilHears();
    expect(await caller.page.evaluate(() => window.lab.phone.setHeld(true))).toBe(true);
    await caller.untilCall('held');
    await caller.untilHearsNothing();
    await caller.page.evaluate(() => window.lab.phone.setHeld(false));
    await caller.untilCall('active');
    await Promise.all([caller.untilHears(), callee.untilHears()]);
  });

  it('send digits', async () => {
    const [caller] = await phones.inCall();
    for (const digit of ['1', '#', '0'])
      expect(await caller.page.evaluate((key) => window.lab.phone.sendDigit(key), digit)).toBe(true);
    expect(await caller.page.evaluate(() => window.lab.phone.sendDigit('12'))).toBe(false);
    await caller.page.waitForFunction(async () => (await window.lab.heard()).digits === '1#0', null, { polling: 50 });
  });

  it('say how the call sounds', async () => {
    const [caller] = await phones.inCall();
    // Which word it is depends on how busy this machine is; what the words mean is call-quality.test.ts's.
    await expect.poll(async () => (await caller.state()).call?.quality, { timeout: 30_000 }).toMatch(/good|fair|poor/);
  });

  it('are told apart by what ended the call: declined, given up, busy', async () => {
    const [caller, callee] = await phones.ringing();
    const third = await phones.registered();
    expect(await third.page.evaluate((number) => window.lab.phone.call(number), callee.extension)).toBe(true);
    await third.untilCall('ended');
    expect((await third.state()).call).toMatchObject({ endedBy: 'them', cause: 'busy' });

    await callee.page.evaluate(() => window.lab.phone.hangUp());
    await Promise.all([caller.untilCall('ended'), callee.untilCall('ended')]);
    expect((await caller.state()).call).toMatchObject({ endedBy: 'them', cause: 'declined' });

    await caller.page.evaluate((number) => window.lab.phone.call(number), callee.extension);
    await callee.untilCall('ringing');
    await caller.page.evaluate(() => window.lab.phone.hangUp());
    await Promise.all([caller.untilCall('ended'), callee.untilCall('ended')]);
    expect((await caller.state()).call).toMatchObject({ endedBy: 'me', cause: 'cancelled' });
    expect((await callee.state()).call).toMatchObject({ endedBy: 'them', cause: 'cancelled' });
  });

  it('transfer a call to a third and are out of it', async () => {
    const [caller, callee] = await phones.inCall();
    const third = await phones.registered();
    await caller.page.evaluate((number) => window.lab.phone.transfer(number), third.extension);
    await third.untilCall('ringing');
    await third.page.evaluate(() => window.lab.phone.answer());
    await Promise.all([third.untilCall('active'), callee.untilCall('active'), caller.untilCall('ended')]);
    expect((await caller.state()).call).toMatchObject({ endedBy: 'me', cause: 'transferred' });
    expect((await callee.state()).call).toMatchObject({ direction: 'outgoing', number: third.extension });
    await Promise.all([third.untilHears(), callee.untilHears()]);
  });
});

describeWithKamailio('a phone', () => {
  it('says when nobody is at a number, and when it is none', async () => {
    const caller = await phones.registered();
    await caller.page.evaluate(() => window.lab.phone.call('99-99'));
    await caller.untilCall('ended');
    expect((await caller.state()).call).toMatchObject({ number: '9999', endedBy: 'them', cause: 'not-available' });
    await caller.page.evaluate(() => window.lab.phone.call('+49 30 1234567'));
    await caller.page.waitForFunction(() => window.lab.phone.state.call?.number === '+49301234567');
    await caller.untilCall('ended');
    expect((await caller.state()).call).toMatchObject({ cause: 'wrong-number' });
    expect(await caller.page.evaluate(() => window.lab.phone.call('bob'))).toBe(false);
  });

  it('says so when it may not use the microphone, and tells the caller', async () => {
    const [caller, callee] = await phones.ringing();
    await callee.page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      window.lab.phone.answer();
    });
    await Promise.all([caller.untilCall('ended'), callee.untilCall('ended')]);
    expect((await callee.state()).call).toMatchObject({ endedBy: 'system', cause: 'no-microphone' });
    expect((await caller.state()).call).toMatchObject({ cause: 'not-available' });
  });

  it('places no call before it is registered', async () => {
    const phone = await phones.add();
    expect(await phone.page.evaluate(() => window.lab.phone.call('1001'))).toBe(false);
    expect((await phone.state()).call).toBeNull();
  });
});
