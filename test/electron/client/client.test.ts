import { describe, expect, it } from 'vitest';
import { clientViewSchema } from '../../../core/ipc/client-view.ts';
import { createMemoryStore } from '../../../electron/secrets/memory-store.ts';
import { allAt, documentOf, goodFacts, withValue } from '../../core/sample-facts.ts';
import { clientUnderTest } from './client-under-test.ts';
import { ed25519, signedPolicy } from './fake-server.ts';

const noVpn = withValue('vpn', { connected: false, interfaces: [] });

describe('the client', () => {
  it('opens the phone with the server’s credential once all is well, and says open when it is registered', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();

    expect(t.orders).toEqual([
      { event: 'phone:opened', payload: { credential: expect.objectContaining({ extension: '201' }) } },
    ]);
    expect(t.client.view().gate.state).toBe('opening');
    t.client.reportPhone({ registered: true, inCall: false });

    const view = clientViewSchema.parse(t.client.view());
    expect(view).toMatchObject({
      server: 'online',
      gate: { state: 'open', reason: null },
      verdict: { state: 'compliant' },
    });
    expect(view.gate.leaseLeftMs).toBeGreaterThan(0);
  });

  it('closes the phone in the very turn in which a fact fails', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: false });

    t.measure(noVpn);

    expect(t.orders.at(-1)).toEqual({ event: 'phone:closed', payload: { how: 'cut' } });
    expect(t.client.view().gate).toMatchObject({ state: 'closed', reason: 'blocked', leaseLeftMs: null });
  });

  it('reports the failure, and a repaired fact, within 50 ms, and opens again only with a new lease', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    const before = t.server.reports.length;
    t.measure(noVpn);
    await t.clock.advance(50);
    expect(t.server.reports).toHaveLength(before + 1);

    t.measure(goodFacts);
    expect(t.client.view().gate).toMatchObject({ state: 'closed', reason: 'waiting-for-server' });
    await t.clock.advance(50);

    expect(t.client.view().gate.state).toBe('opening');
    expect(t.orders.map((order) => order.event)).toEqual(['phone:opened', 'phone:closed', 'phone:opened']);
  });

  it('sends one report for facts that change together', async () => {
    const t = clientUnderTest(allAt('warn'));
    await t.begin();
    const before = t.server.reports.length;

    t.measure(noVpn);
    t.measure(withValue('firewall', { enabled: false }));
    t.measure(goodFacts);
    t.measure(noVpn);
    await t.clock.advance(49);
    expect(t.server.reports).toHaveLength(before);
    await t.clock.advance(1);

    expect(t.server.reports).toHaveLength(before + 1);
    expect(t.server.reports.at(-1)?.facts.vpn).toMatchObject({ value: { connected: false } });
  });

  it('never opens while the server gives no lease', async () => {
    const t = clientUnderTest(allAt('block'));
    t.server.mode = 'refuse';
    await t.begin();
    await t.clock.advance(120_000);

    expect(t.orders).toEqual([]);
    expect(t.client.view()).toMatchObject({ gate: { state: 'closed' }, verdict: { state: 'compliant' } });
  });

  it('renews the lease at about half of it and passes every new credential on', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: false });

    await t.clock.advance(31_000);

    expect(t.client.view().gate.state).toBe('open');
    expect(t.client.view().gate.leaseLeftMs).toBeGreaterThan(50_000);
    expect(new Set(t.orders.map((order) => JSON.stringify(order))).size).toBe(2);
  });

  it('goes on within the lease when the server is gone, and closes when the lease ends', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: false });
    t.server.mode = 'down';
    t.loseSocket();

    await t.clock.advance(55_000);
    expect(t.client.view()).toMatchObject({ server: 'offline', gate: { state: 'open' } });
    await t.clock.advance(6_000);

    expect(t.client.view().gate).toMatchObject({ state: 'closed', reason: 'lease-ended' });
    expect(t.orders.at(-1)?.event).toBe('phone:closed');
    t.server.mode = 'up';
    await t.clock.advance(31_000);
    expect(t.client.view()).toMatchObject({ server: 'online', gate: { state: 'opening' } });
  });

  it('comes back within a second of a short outage', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.server.mode = 'down';
    t.loseSocket();
    await t.clock.advance(2_000);
    t.server.mode = 'up';
    await t.clock.advance(1_000);

    expect(t.client.view().server).toBe('online');
    expect(t.sockets.open).toBe(1);
  });

  it('counts a lease from when it asked, so that a slow answer does not lengthen it', async () => {
    const t = clientUnderTest(allAt('block'));
    const { fetch } = t.server;
    let delayMs = 0;
    Object.assign(t.server, {
      fetch: async (...args: Parameters<typeof fetch>) => {
        if (delayMs > 0) await new Promise<void>((resolve) => t.clock.after(delayMs, resolve));
        return fetch(...args);
      },
    });
    await t.join();
    delayMs = 5_000;
    await t.client.setShift(true);
    t.measure(goodFacts);
    await t.clock.advance(10_000);

    expect(t.client.view().gate.state).toBe('opening');
    expect(t.client.view().gate.leaseLeftMs).toBeLessThanOrEqual(50_000);
  });

  it.each([
    ['another device', { deviceId: '99999999-6d3e-4d7f-8f5c-1d2e3f405162' }],
    ['another report', { nonce: 'b2xk' }],
    ['another policy', { policyVersion: 4 }],
  ])('refuses a lease that was given for %s', async (_what, change) => {
    const t = clientUnderTest(allAt('block'));
    t.server.alterLease = (lease) => ({ ...lease, ...change }) as typeof lease;
    await t.begin();

    expect(t.orders).toEqual([]);
    expect(t.client.view()).toMatchObject({ gate: { state: 'closed' }, problem: 'problem.answer-refused' });
  });

  it('refuses a lease that another key signed', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.join();
    t.server.leaseKey = ed25519();
    await t.client.setShift(true);
    t.measure(goodFacts);
    await t.clock.advance(1_000);

    expect(t.orders).toEqual([]);
    expect(t.client.view().problem).toBe('problem.answer-refused');
  });

  it('refuses a policy that another key signed and stays closed', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.join();
    t.server.policyKey = ed25519();
    await t.client.setShift(true);
    t.measure(goodFacts);
    await t.clock.advance(1_000);

    expect(t.orders).toEqual([]);
    expect(t.client.view()).toMatchObject({
      policy: null,
      problem: 'problem.policy-refused',
      gate: { reason: 'no-policy' },
    });
  });

  it('refuses a policy of another organisation', async () => {
    const t = clientUnderTest(allAt('block'));
    t.server.alterReply = (reply) => ({
      ...reply,
      policy: signedPolicy(t.server, '00000000-4a5b-4c6d-8e7f-9a0b1c2d3e4f'),
    });
    await t.begin();

    expect(t.client.view()).toMatchObject({ policy: null, problem: 'problem.policy-refused' });
  });

  it('refuses a policy older than one that it has ever seen, also after a new start', async () => {
    const secrets = createMemoryStore();
    const first = clientUnderTest(allAt('block'), secrets);
    first.server.policy = { version: 7, document: allAt('block') };
    await first.begin();
    await first.client.setShift(false);

    const second = clientUnderTest(allAt('warn'), secrets);
    second.server.policyKey = first.server.policyKey;
    second.server.leaseKey = first.server.leaseKey;
    second.server.policy = { version: 6, document: allAt('warn') };
    const { fetch } = first.server;
    await second.client.load();
    expect(second.client.view().enrolment.state).toBe('enrolled');
    Object.assign(second.server, { fetch });
    first.server.policy = { version: 6, document: allAt('warn') };
    await second.client.setShift(true);
    second.measure(goodFacts);
    await second.clock.advance(1_000);

    expect(second.client.view()).toMatchObject({
      policy: null,
      problem: 'problem.policy-refused',
      gate: { state: 'closed' },
    });
  });

  it('never uses a report counter twice, also after a new start', async () => {
    const secrets = createMemoryStore();
    const first = clientUnderTest(allAt('block'), secrets);
    await first.begin();
    await first.client.setShift(false);
    const second = clientUnderTest(allAt('block'), secrets);
    await second.client.load();
    Object.assign(second.server, { fetch: first.server.fetch });
    await second.client.setShift(true);
    second.measure(goodFacts);
    await second.clock.advance(1_000);

    const counters = first.server.reports.map((report) => report.counter);
    expect(counters.length).toBeGreaterThan(1);
    expect(counters).toEqual([...new Set(counters)].sort((a, b) => a - b));
  });

  it('lets a call be finished when policy says so, and cuts it at the end of that time', async () => {
    const document = { ...allAt('block') };
    document.phone = { ...document.phone, inCall: { mode: 'finish', maxSeconds: 30 } };
    const t = clientUnderTest(document);
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: true });

    t.measure(noVpn);
    expect(t.orders.at(-1)).toEqual({ event: 'phone:closed', payload: { how: 'finish-call' } });
    expect(t.client.view().gate).toMatchObject({ state: 'closing-in-call', closesInMs: 30_000 });
    await t.clock.advance(30_000);

    expect(t.orders.at(-1)).toEqual({ event: 'phone:closed', payload: { how: 'cut' } });
    expect(t.client.view().gate).toMatchObject({ state: 'closed', reason: 'blocked' });
  });

  it('is open again at once when a new lease comes while a call is being finished on a phone that is registered', async () => {
    const document = { ...allAt('block') };
    document.phone = { ...document.phone, inCall: { mode: 'finish', maxSeconds: 30 } };
    const t = clientUnderTest(document);
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: true });
    t.measure(noVpn);
    t.measure(goodFacts);
    expect(t.client.view().gate).toMatchObject({ state: 'closing-in-call', reason: 'waiting-for-server' });
    await t.clock.advance(100);

    expect(t.client.view().gate.state).toBe('open');
    expect(t.orders.map((order) => order.event)).toEqual(['phone:opened', 'phone:closed', 'phone:opened']);
    expect(t.heartbeats.at(-1)?.phone).toEqual({ gate: 'open', registered: true, inCall: true });
  });

  it('says that it connects again when the phone loses its registration, and keeps lease, credential and call', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: true });
    t.client.reportPhone({ registered: false, inCall: true });

    expect(t.client.view().gate).toMatchObject({ state: 'opening', reason: null });
    expect(t.client.view().gate.leaseLeftMs).toBeGreaterThan(0);
    expect(t.heartbeats.at(-1)?.phone).toEqual({ gate: 'opening', registered: false, inCall: true });
    t.client.reportPhone({ registered: true, inCall: true });

    expect(t.client.view().gate.state).toBe('open');
    expect(t.orders.map((order) => order.event)).toEqual(['phone:opened']);
  });

  it('closes when a grace ends, without a new measurement', async () => {
    const t = clientUnderTest(documentOf({ vpn: { level: 'block', graceSeconds: 20 } }));
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: false });
    t.measure(noVpn);
    await t.clock.advance(19_000);
    expect(t.client.view()).toMatchObject({ verdict: { state: 'grace' }, gate: { state: 'open' } });

    await t.clock.advance(1_100);

    expect(t.client.view()).toMatchObject({ verdict: { state: 'blocked' }, gate: { state: 'closed' } });
  });

  it('takes over the server’s longer count of a grace, so that a new start does not begin it anew', async () => {
    const t = clientUnderTest(documentOf({ vpn: { level: 'block', graceSeconds: 100 } }));
    t.server.alterReply = (reply) => ({
      ...reply,
      verdict: {
        ...reply.verdict,
        findings: reply.verdict.findings.map((f) => (f.effect === 'grace' ? { ...f, graceLeftMs: 5_000 } : f)),
      },
    });
    t.measure(noVpn);
    await t.begin();

    expect(t.client.view().verdict?.closesInMs).toBeLessThanOrEqual(5_000);
  });

  it('closes on a revoke and drops every lease of before it', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: false });
    t.server.mode = 'refuse';

    t.push({ type: 'revoked', epoch: 2, reason: 'supervisor' });
    expect(t.client.view().gate).toMatchObject({ state: 'closed', reason: 'revoked' });
    t.server.mode = 'up';
    await t.client.recheck();
    await t.clock.advance(1_000);
    expect(t.client.view().gate.state).toBe('closed');
    t.server.epoch = 2;
    await t.client.recheck();
    await t.clock.advance(1_000);

    expect(t.client.view().gate.state).toBe('opening');
  });

  it('ends the shift when another device takes the agent over, and does not fight for it', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.push({ type: 'revoked', epoch: 2, reason: 'other-device' });
    const sent = t.server.requests.length;
    await t.clock.advance(120_000);

    expect(t.client.view()).toMatchObject({ onShift: false, problem: 'problem.other-device' });
    expect(t.server.requests).toHaveLength(sent);
  });

  it('ends the shift when the server no longer knows the device', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.server.mode = 'unknown-device';
    await t.client.recheck();
    await t.clock.advance(1_000);

    expect(t.client.view()).toMatchObject({ onShift: false, problem: 'problem.removed', gate: { state: 'closed' } });
  });

  it('takes a new policy as soon as it is told of one', async () => {
    const t = clientUnderTest(allAt('block'));
    t.measure(noVpn);
    await t.begin();
    expect(t.client.view().gate).toMatchObject({ state: 'closed', reason: 'blocked' });
    t.server.policy = { version: 4, document: allAt('warn') };

    t.push({ type: 'policy-changed', version: 4 });
    await t.clock.advance(10);

    expect(t.client.view()).toMatchObject({ policy: { version: 4 }, gate: { state: 'opening' } });
  });
});
