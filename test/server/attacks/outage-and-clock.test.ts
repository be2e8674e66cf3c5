import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allAt } from '../../core/sample-facts.ts';
import { clientUnderTest } from '../../electron/client/client-under-test.ts';
import { goodFacts, policy, vpnDown } from '../support/facts.ts';
import { createWorld } from '../support/world.ts';
import { begin, startRealClient } from './real-client.ts';

const YEARS_MS = 10 * 365 * 86_400_000;

describe('a network that is cut at any time', () => {
  it('closes the phone by the end of its lease, in every one of 1,000 trials', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 90_000 }), fc.boolean(), async (cutAfterMs, losesSocket) => {
        const t = clientUnderTest(allAt('block'));
        await t.begin();
        await t.clock.advance(cutAfterMs);
        t.server.mode = 'down';
        if (losesSocket) t.loseSocket();
        const leaseLeftMs = t.client.view().gate.leaseLeftMs ?? 0;
        expect(leaseLeftMs).toBeLessThanOrEqual(60_000);
        await t.clock.advance(leaseLeftMs + 5_000);
        expect(t.client.view().gate).toMatchObject({ state: 'closed', reason: 'lease-ended' });
        expect(t.orders.at(-1)?.event).toBe('phone:closed');
        await t.client.setShift(false);
      }),
      { numRuns: 1000, seed: 12 },
    );
  }, 180_000);
});

describe('somebody in between who drops nothing but revocations', () => {
  it('cannot keep the line: the phone engine throws the registration out at once, and the next answer closes the client', async () => {
    const world = await createWorld();
    const real = await startRealClient(world);
    real.between.passes = (push) => push.type !== 'revoked';
    await begin(real);
    real.client.reportPhone({ registered: true, inCall: false });
    expect(real.gate()).toBe('open');
    const supervisor = await world.signIn('supervisor');
    const { devices } = (await supervisor.get('/api/devices')).json<{ devices: { deviceId: string }[] }>();
    await supervisor.send('POST', `/api/devices/${devices[0]?.deviceId}/revoke`);
    real.push({ type: 'revoked', epoch: 1, reason: 'supervisor' });
    expect(real.gate()).toBe('open');
    expect(world.telephony.calls.at(-1)).toMatchObject({ act: 'revoke', extension: '1001' });
    await real.pass(34_000);
    expect(real.gate()).toBe('closed');
  });

  it('and then drops every answer too: the lease’s end closes the client', async () => {
    const world = await createWorld();
    const real = await startRealClient(world);
    real.between.passes = () => false;
    await begin(real);
    real.between.up = false;
    await real.pass(59_000);
    expect(real.gate()).toBe('opening');
    await real.pass(2_000);
    expect(real.gate()).toBe('closed');
  });
});

describe('a clock that somebody turns', () => {
  it.each([YEARS_MS, -YEARS_MS])('by %i ms on the laptop prolongs no lease', async (byMs) => {
    const world = await createWorld();
    const real = await startRealClient(world);
    await begin(real);
    real.between.up = false;
    real.clock.setWall(new Date(real.clock.wall().getTime() + byMs));
    await real.pass(61_000);
    expect(real.gate()).toBe('closed');
  });

  it('on the laptop does not prolong a grace, which the server counts', async () => {
    const world = await createWorld({ document: policy({ checks: { vpn: { level: 'block', graceSeconds: 120 } } }) });
    const device = await world.enrol();
    const first = await device.report(vpnDown());
    expect(first.verdict).toMatchObject({ state: 'grace', closesInMs: 120_000 });
    world.clock.advance(119_000);
    expect((await device.report(vpnDown())).verdict.closesInMs).toBe(1000);
    world.clock.advance(1000);
    expect((await device.report(vpnDown())).lease).toBeNull();
  });

  it('back on the server gives nobody a longer lease than the policy says', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await device.report();
    world.clock.setBack(3_600_000);
    const reply = await device.report();
    expect(JSON.parse(reply.lease?.lease ?? '{}')).toMatchObject({ durationMs: 60_000 });
  });

  it('to another day on the laptop is noticed', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const { os } = goodFacts();
    if (os.status !== 'known') throw new Error('the good laptop knows its system');
    await device.report(goodFacts({ os: { ...os, value: { ...os.value, judgedOn: '2019-01-01' } } }));
    const [alert] = await world.store.read((tx) => tx.alerts.newest(1));
    expect(alert).toMatchObject({ kind: 'implausible-report', details: { what: ['wrong-date'] } });
  });
});
