import { describe, expect, it } from 'vitest';
import { noFacts } from '../../../core/facts/catalogue.ts';
import { allAt, documentOf, goodFacts, withValue } from '../../core/sample-facts.ts';
import { clientUnderTest } from './client-under-test.ts';

const noVpn = withValue('vpn', { connected: false, interfaces: [] });

describe('the client, while it measures and after a sleep', () => {
  it('opens as soon as what its policy blocks on is measured, and goes on measuring', async () => {
    const document = documentOf({
      vpn: { level: 'block' },
      firewall: { level: 'block' },
      osUpdates: { level: 'warn' },
    });
    const t = clientUnderTest(document);
    await t.join();
    t.measurePart(noFacts());
    await t.client.setShift(true);
    await t.clock.advance(50);
    expect(t.client.view()).toMatchObject({ policy: { version: 3 }, verdict: null, gate: { reason: 'measuring' } });
    t.measurePart({ ...noFacts(), vpn: goodFacts.vpn });
    await t.clock.advance(5_000);
    expect(t.client.view()).toMatchObject({ verdict: null, gate: { state: 'closed', reason: 'measuring' } });
    expect(t.orders).toEqual([]);
    t.measurePart({ ...noFacts(), vpn: goodFacts.vpn, firewall: goodFacts.firewall });
    await t.clock.advance(60);

    expect(t.client.view()).toMatchObject({
      measuring: true,
      verdict: { state: 'compliant' },
      gate: { state: 'opening' },
    });
    t.measure(goodFacts);
    expect(t.client.view()).toMatchObject({ measuring: false, gate: { state: 'opening' } });
  });

  it('reports what came in while its first policy was on its way, without waiting for the next renewal', async () => {
    const t = clientUnderTest(documentOf({ vpn: { level: 'block' } }));
    await t.join();
    t.measurePart(noFacts());
    await t.client.setShift(true);
    t.measurePart({ ...noFacts(), vpn: goodFacts.vpn });
    await t.clock.advance(100);

    expect(t.client.view().gate.state).toBe('opening');
  });

  it('never opens for a grace of something that it has not looked at', async () => {
    const t = clientUnderTest(documentOf({ vpn: { level: 'block', graceSeconds: 600 } }));
    await t.join();
    t.measurePart(noFacts());
    await t.client.setShift(true);
    await t.clock.advance(30_000);

    expect(t.server.reports.length).toBeGreaterThan(0);
    expect(t.orders).toEqual([]);
  });

  it('with a policy in hand says nothing before what it needs is measured, but not for longer than a second', async () => {
    const t = clientUnderTest(documentOf({ vpn: { level: 'block' } }));
    await t.begin();
    await t.client.setShift(false);
    t.measurePart(noFacts());
    const before = t.server.reports.length;
    await t.client.setShift(true);
    await t.clock.advance(900);
    expect(t.server.reports).toHaveLength(before);
    t.measurePart({ ...noFacts(), vpn: goodFacts.vpn });
    await t.clock.advance(10);
    expect(t.server.reports).toHaveLength(before + 1);
    expect(t.client.view().gate.state).toBe('opening');

    await t.client.setShift(false);
    t.measurePart(noFacts());
    await t.client.setShift(true);
    await t.clock.advance(1_000);
    expect(t.server.reports).toHaveLength(before + 2);
  });

  it('keeps the line open while it looks at what a new policy asks for, and closes for what fails meanwhile', async () => {
    const t = clientUnderTest(documentOf({ vpn: { level: 'block' } }));
    t.engine.minimal = true;
    const { antivirus, ...rest } = goodFacts;
    const partly = { ...rest, antivirus: noFacts().antivirus };
    t.measurePart(partly);
    await t.begin();
    t.measurePart(partly);
    t.client.reportPhone({ registered: true, inCall: false });
    t.server.policy = {
      ...t.server.policy,
      version: 4,
      document: documentOf({ vpn: { level: 'block' }, antivirus: { level: 'block' } }),
    };
    t.push({ type: 'policy-changed', version: 4 });
    await t.clock.advance(500);
    expect(t.client.view()).toMatchObject({ policy: { version: 4 }, gate: { state: 'open' } });
    t.measurePart({ ...partly, vpn: noVpn.vpn });
    expect(t.client.view().gate.state).toBe('closed');
    t.measure({ ...goodFacts, antivirus });
    await t.clock.advance(500);
    expect(t.client.view().gate.state).toBe('opening');
  });

  it('shows the numbers of help of the country that the laptop is set to', async () => {
    const { phone, ...rest } = documentOf({ vpn: { level: 'block' } });
    const emergencyRegions = [{ region: 'US', numbers: ['911'] }];
    const t = clientUnderTest({ ...rest, phone: { ...phone, emergencyRegions } });
    await t.begin();
    expect(t.client.view().policy?.emergencyNumbers).toEqual(['911']);
    const elsewhere = clientUnderTest({
      ...rest,
      phone: { ...phone, emergencyRegions: [{ region: 'DE', numbers: ['110'] }] },
    });
    await elsewhere.begin();
    expect(elsewhere.client.view().policy?.emergencyNumbers).toEqual(['112']);
  });

  it('says when it looks next at what does not pass, anew each time that it has looked', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    expect(t.client.view().nextCheckInMs).toBeNull();
    const views: (number | null)[] = [];
    t.client.onView((view) => views.push(view.nextCheckInMs));
    t.measure(noVpn);
    expect(t.client.view().nextCheckInMs).toBe(2_000);
    await t.clock.advance(200);
    views.length = 0;
    await t.clock.advance(5_000);

    expect(views).toEqual([2_000, 2_000]);
  });

  it('closes for sleep, and after it needs a new measurement and a new lease', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: true });
    t.client.suspend();
    expect(t.client.view().gate).toMatchObject({ state: 'closed', reason: 'asleep', leaseLeftMs: null });
    expect(t.sockets.open).toBe(0);
    const before = t.server.reports.length;

    t.client.resume();
    expect(t.client.view().gate.state).toBe('closed');
    await t.clock.advance(200);

    expect(t.engine.rechecks).toBe(1);
    expect(t.server.reports.length).toBeGreaterThan(before);
    expect(t.client.view().gate.state).toBe('opening');
  });

  it('takes a wall clock that runs ahead for a sleep that nobody told of: no lease until it has looked and asked again', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: false });
    t.server.mode = 'down';
    t.clock.setWall(new Date(t.clock.wall().getTime() + 600_000));
    await t.clock.advance(10_000);
    expect(t.client.view().gate).toMatchObject({ state: 'closed', leaseLeftMs: null });
    expect(t.orders.at(-1)?.event).toBe('phone:closed');
    expect(t.engine.rechecks).toBe(1);
    t.server.mode = 'up';
    await t.clock.advance(2_000);

    expect(t.client.view().gate.state).toBe('opening');
    expect(t.orders.at(-1)?.event).toBe('phone:opened');
  });

  it('takes no lease from an answer that it asked for before such a sleep', async () => {
    const t = clientUnderTest(allAt('block'));
    const { fetch } = t.server;
    const held: (() => void)[] = [];
    Object.assign(t.server, {
      fetch: async (...args: Parameters<typeof fetch>) => {
        const response = await fetch(...args);
        if (t.server.reports.length === 1 && held.length === 0)
          await new Promise<void>((resolve) => void held.push(resolve));
        return response;
      },
    });
    await t.begin();
    expect(t.server.reports).toHaveLength(1);
    t.clock.setWall(new Date(t.clock.wall().getTime() + 600_000));
    held[0]?.();
    await t.clock.advance(10);

    expect(t.server.reports).toHaveLength(2);
    expect(t.engine.rechecks).toBe(1);
    expect(t.client.view().gate.state).toBe('opening');
  });

  it('does not care when the wall clock is set back', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: false });
    t.clock.setWall(new Date('2016-01-01T00:00:00Z'));
    await t.clock.advance(15_000);
    expect(t.client.view().gate.state).toBe('open');
    t.server.mode = 'down';
    t.clock.setWall(new Date('2006-01-01T00:00:00Z'));
    await t.clock.advance(61_000);

    expect(t.client.view().gate).toMatchObject({ state: 'closed', reason: 'lease-ended' });
  });

  it('measures again when the server asks', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    const before = t.server.reports.length;
    t.push({ type: 'recheck' });
    await t.clock.advance(10);

    expect(t.engine.rechecks).toBe(1);
    expect(t.server.reports.length).toBeGreaterThan(before);
  });

  it('wants what its policy reads, and nothing but the system’s and the maker’s name before there is one', async () => {
    const t = clientUnderTest(documentOf({ vpn: { level: 'observe' }, firewall: { level: 'block' } }));
    await t.join();
    t.measurePart(noFacts());
    await t.client.setShift(true);
    expect([...t.engine.wanted].sort()).toEqual(['hardware', 'os']);
    await t.clock.advance(100);
    expect([...t.engine.wanted].sort()).toEqual(['firewall', 'hardware', 'os', 'vpn']);

    t.server.policy = { version: 4, document: documentOf({ diskEncryption: { level: 'warn' } }) };
    t.push({ type: 'policy-changed', version: 4 });
    await t.clock.advance(100);
    expect(t.engine.wanted).toContain('diskEncryption');
    expect(t.engine.wanted).not.toContain('vpn');
  });

  it('opens for no grace of what its first policy wants and nobody has looked at yet', async () => {
    const t = clientUnderTest(documentOf({ vpn: { level: 'block', graceSeconds: 600 } }));
    t.engine.minimal = true;
    await t.join();
    t.measurePart(noFacts());
    await t.client.setShift(true);
    // Without a policy everything that is wanted is there at once.
    t.measure({ ...noFacts(), os: goodFacts.os });
    await t.clock.advance(500);
    expect(t.client.view()).toMatchObject({ policy: { version: 3 }, verdict: null, measuring: true });
    expect(t.orders).toEqual([]);
    t.measure({ ...noFacts(), os: goodFacts.os, vpn: goodFacts.vpn });
    await t.clock.advance(100);

    expect(t.client.view()).toMatchObject({ measuring: false, gate: { state: 'opening' } });
  });

  it('answers “check again” with what is known soon, and takes what is slow when it comes', async () => {
    const t = clientUnderTest(documentOf({ vpn: { level: 'block' }, osUpdates: { level: 'warn' } }));
    await t.begin();
    const slow = Promise.withResolvers<void>();
    t.engine.slow = slow.promise;
    const before = t.server.reports.length;
    await t.client.recheck();
    expect(t.client.view().measuring).toBe(true);
    await t.clock.advance(50);
    expect(t.server.reports).toHaveLength(before + 1);
    slow.resolve();
    await t.clock.advance(50);

    expect(t.client.view().measuring).toBe(false);
  });

  it('looks again when the laptop was unlocked or got another display, and never off shift', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.join();
    t.client.lookAgain();
    expect(t.engine.looks).toBe(0);
    await t.client.setShift(true);
    t.client.lookAgain();

    expect(t.engine.looks).toBe(1);
  });

  it('makes a support bundle of what its policy reads, on shift only', async () => {
    const t = clientUnderTest(documentOf({ vpn: { level: 'block' } }));
    await t.join();
    await expect(t.client.makeSupportBundle()).rejects.toMatchObject({ code: 'OFF_SHIFT' });
    t.measurePart(noFacts());
    await t.client.setShift(true);
    await t.clock.advance(100);
    const { bundle } = await t.client.makeSupportBundle();

    expect((JSON.parse(bundle) as string[]).sort()).toEqual(['hardware', 'os', 'vpn']);
  });
});
