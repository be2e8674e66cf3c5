import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { noFacts } from '../../../core/facts/catalogue.ts';
import { leaseSchema, leaseSigningText } from '../../../core/wire/device.ts';
import { verifyEd25519 } from '../../../server/keys.ts';
import { createDeviceKey, IN_CALL, OPEN, post } from '../support/device.ts';
import { goodFacts, policy, vpnDown } from '../support/facts.ts';
import { createWorld } from '../support/world.ts';

const codeOf = (response: { json(): unknown }) => (response.json() as { code: string }).code;

describe('a report that passes', () => {
  it('gets a signed lease, a credential that does not outlive it, and the signed policy that the device lacks', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const reply = await device.report();
    expect(reply.verdict.state).toBe('compliant');
    const lease = leaseSchema.parse(JSON.parse(reply.lease?.lease ?? ''));
    expect(lease).toMatchObject({
      deviceId: device.id,
      epoch: 0,
      policyVersion: 1,
      verdict: 'compliant',
      durationMs: 60_000,
    });
    const { leaseKey } = device.enrolled.organisation;
    expect(verifyEd25519(leaseKey, leaseSigningText(reply.lease?.lease ?? ''), reply.lease?.signature ?? '')).toBe(
      true,
    );
    expect(reply.credential?.username).toBe(`${Math.floor(world.clock.nowMs() / 1000) + 60}:1001`);
    expect(reply.policy).not.toBeNull();
    expect(reply.contacts).toEqual([{ name: 'Ben Castillo', extension: '1002' }]);
  });

  it('gets no policy when the device has the newest', async () => {
    const device = await (await createWorld()).enrol();
    expect((await device.report(goodFacts(), { policyVersion: 1 })).policy).toBeNull();
  });

  it('gets a credential that expires as late as its lease, and after a revoke strictly later than what was revoked', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const expiries: number[] = [];
    for (const facts of [goodFacts(), goodFacts(), vpnDown(), goodFacts(), goodFacts()]) {
      const { credential } = await device.report(facts);
      if (credential !== null) expiries.push(Number(credential.username.split(':')[0]));
    }
    const first = Math.floor(world.clock.nowMs() / 1000) + 60;
    expect(expiries).toEqual([first, first, first + 1, first + 1]);
  });

  it('gets a lease but no credential while there is no phone engine', async () => {
    const world = await createWorld();
    world.telephony.setEngine({ state: 'missing', reason: 'not-installed' });
    const reply = await (await world.enrol()).report();
    expect(reply.lease).not.toBeNull();
    expect(reply.credential).toBeNull();
    expect(reply.phoneEngine).toEqual({ state: 'missing', reason: 'not-installed' });
  });
});

describe('a report from before everything was measured', () => {
  const notYet = () => ({ ...goodFacts(), osUpdates: noFacts().osUpdates });

  it('brings the policy and no lease, and shows and records no verdict that nobody has made yet', async () => {
    const world = await createWorld({ document: policy({ checks: { osUpdates: { level: 'block' } } }) });
    const device = await world.enrol();
    const reply = await device.report(notYet());
    expect(reply).toMatchObject({ lease: null, credential: null });
    expect(reply.policy).not.toBeNull();
    const stored = await world.store.read((tx) => tx.devices.byId(device.id));
    expect(stored).toMatchObject({ verdict: null, display: 'closed', onShift: true });
    expect(await world.audit()).not.toContain('device.blocked');

    expect((await device.report()).lease).not.toBeNull();
  });

  it('still takes the phone of a start before it back, and is blocked when something measured fails', async () => {
    const checks = { osUpdates: { level: 'block' }, vpn: { level: 'block' } } as const;
    const world = await createWorld({ document: policy({ checks }) });
    const device = await world.enrol();
    await device.report();
    device.bootId = randomUUID();
    await device.report(notYet());
    expect(world.telephony.calls.at(-1)).toMatchObject({ act: 'revoke' });
    await device.report({ ...notYet(), vpn: vpnDown().vpn });
    const stored = await world.store.read((tx) => tx.devices.byId(device.id));
    expect(stored?.verdict?.state).toBe('blocked');
  });
});

describe('a policy that asks for what was never looked at', () => {
  it('closes no phone: the lease in hand lasts to its end, and none follows before that is measured', async () => {
    const unlooked = { status: 'unknown', reason: 'not-measured', sources: [], ageMs: 0 } as const;
    const facts = { ...goodFacts(), antivirus: unlooked };
    const world = await createWorld();
    const device = await world.enrol();
    expect((await device.report(facts)).lease).not.toBeNull();
    const before = world.telephony.calls.length;
    const more = policy({ checks: { vpn: { level: 'block' }, antivirus: { level: 'block' } } });
    expect((await world.publish(more)).statusCode).toBe(204);
    const waiting = await device.report(facts);
    expect(waiting).toMatchObject({ lease: null, verdict: { state: 'blocked' } });
    expect(world.telephony.calls.slice(before).filter(({ act }) => act === 'revoke')).toEqual([]);
    expect(await world.audit()).not.toContain('phone.closed');
    expect((await device.report(goodFacts())).lease).not.toBeNull();
  });

  it('closes for what was known and is not told any more', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await device.report();
    const unlooked = { status: 'unknown', reason: 'not-measured', sources: [], ageMs: 0 } as const;
    expect((await device.report(goodFacts({ vpn: unlooked }))).lease).toBeNull();
    expect(world.telephony.calls.at(-1)).toMatchObject({ act: 'revoke' });
  });

  it('still closes for what fails beside it', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await device.report();
    const more = policy({ checks: { vpn: { level: 'block' }, antivirus: { level: 'block' } } });
    await world.publish(more);
    const unlooked = { status: 'unknown', reason: 'not-measured', sources: [], ageMs: 0 } as const;
    await device.report({ ...vpnDown(), antivirus: unlooked });
    expect(world.telephony.calls.at(-1)).toMatchObject({ act: 'revoke' });
  });
});

describe('a report that fails', () => {
  it('gets nothing, raises the epoch and has the phone engine revoke all that was issued', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const issued = await device.report();
    const reply = await device.report(vpnDown());
    expect(reply).toMatchObject({ verdict: { state: 'blocked' }, lease: null, credential: null });
    const throughUnix = Number(issued.credential?.username.split(':')[0]);
    expect(world.telephony.calls.at(-1)).toEqual({ act: 'revoke', extension: '1001', throughUnix, calls: 'leave' });
    const again = await device.report();
    expect(leaseSchema.parse(JSON.parse(again.lease?.lease ?? '')).epoch).toBe(1);
    expect(await world.telephony.revocations()).toEqual([{ extension: '1001', throughUnix }]);
  });

  it('leaves a call in hand until the policy’s limit, then ends it, whatever the device says', async () => {
    const world = await createWorld({
      document: policy({ phone: { leaseSeconds: 60, inCall: { mode: 'finish', maxSeconds: 30 } } }),
    });
    const device = await world.enrol();
    await device.report();
    await device.report(vpnDown(), { phone: IN_CALL });
    world.clock.advance(29_000);
    await device.report(vpnDown(), { phone: IN_CALL });
    world.clock.advance(999);
    expect(world.telephony.calls.some(({ act }) => act === 'end-calls')).toBe(false);
    world.clock.advance(1);
    await expect.poll(() => world.telephony.calls.at(-1)).toEqual({ act: 'end-calls', extension: '1001' });
  });

  it('ends that call in time even when the server was restarted in between', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await device.report();
    await device.report(vpnDown(), { phone: IN_CALL });
    await world.restart();
    world.clock.advance(300_000);
    await expect.poll(() => world.telephony.calls.at(-1)).toEqual({ act: 'end-calls', extension: '1001' });
  });

  it('cuts a call in hand at once where the policy says so', async () => {
    const world = await createWorld({ document: policy({ phone: { inCall: { mode: 'cut' } } }) });
    const device = await world.enrol();
    await device.report();
    await device.report(vpnDown(), { phone: IN_CALL });
    expect(world.telephony.calls.at(-1)).toMatchObject({ act: 'revoke', calls: 'cut' });
  });

  it('keeps the phone open through the grace, never beyond it, and a new enrolment does not start it anew', async () => {
    const world = await createWorld({ document: policy({ checks: { vpn: { level: 'block', graceSeconds: 90 } } }) });
    const device = await world.enrol();
    await device.report(vpnDown());
    world.clock.advance(50_000);
    const inGrace = await device.report(vpnDown());
    expect(inGrace.verdict).toMatchObject({ state: 'grace', closesInMs: 40_000 });
    expect(leaseSchema.parse(JSON.parse(inGrace.lease?.lease ?? '')).durationMs).toBe(40_000);
    world.clock.advance(30_000);
    const again = await world.enrol();
    world.clock.advance(9999);
    expect((await again.report(vpnDown())).verdict.state).toBe('grace');
    world.clock.advance(1);
    expect((await again.report(vpnDown())).verdict.state).toBe('blocked');
  });

  it('has its grace end although another laptop of the same agent passes meanwhile', async () => {
    const world = await createWorld({ document: policy({ checks: { vpn: { level: 'block', graceSeconds: 90 } } }) });
    const failing = await world.enrol();
    await failing.report(vpnDown());
    const passing = await world.enrol();
    for (let seconds = 0; seconds < 80; seconds += 20) {
      world.clock.advance(20_000);
      expect((await passing.report()).verdict.state).toBe('compliant');
      expect((await failing.report(vpnDown())).verdict.state).toBe('grace');
    }
    world.clock.advance(10_000);
    expect((await failing.report(vpnDown())).verdict.state).toBe('blocked');
  });

  it('gives a second laptop beside it a grace of its own, and the next after a removed one what was left', async () => {
    const world = await createWorld({ document: policy({ checks: { vpn: { level: 'block', graceSeconds: 90 } } }) });
    const first = await world.enrol();
    await first.report(vpnDown());
    world.clock.advance(20_000);
    const beside = await world.enrol();
    expect((await beside.report(vpnDown())).verdict.closesInMs).toBe(90_000);
    const admin = await world.signIn('it');
    await admin.send('DELETE', `/api/devices/${first.id}`);
    await beside.report(vpnDown());
    const next = await world.enrol();
    expect((await next.report(vpnDown())).verdict.closesInMs).toBe(70_000);
  });

  it('is cut off by the server when its grace ends before the credential of the lease before', async () => {
    const world = await createWorld({ document: policy({ checks: { vpn: { level: 'block', graceSeconds: 10 } } }) });
    const device = await world.enrol();
    await device.report();
    await device.report(vpnDown());
    world.clock.advance(10_000);
    await expect.poll(() => world.telephony.calls.at(-1)).toMatchObject({ act: 'revoke', extension: '1001' });
  });
});

describe('a report that is not what it says', () => {
  it('is refused the second time, and with another nonce too', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const body = device.body(await device.challenge());
    expect((await post(world.app, '/api/device/report', body)).statusCode).toBe(200);
    expect(codeOf(await post(world.app, '/api/device/report', body))).toBe('NONCE_SPENT');
    expect(codeOf(await device.tryReport({ counter: 1 }))).toBe('CONFLICT');
    expect(codeOf(await device.tryReport({ counter: 0 }))).toBe('INVALID_INPUT');
  });

  it('is refused after a minute, and with the nonce of another device', async () => {
    const world = await createWorld();
    const [device, other] = [await world.enrol(), await world.enrol('ben@demo.example')];
    const nonce = await device.challenge();
    world.clock.advance(60_000);
    expect(codeOf(await post(world.app, '/api/device/report', device.body(nonce)))).toBe('NONCE_SPENT');
    const foreign = await device.challenge();
    expect(codeOf(await post(world.app, '/api/device/report', other.body(foreign)))).toBe('NONCE_SPENT');
  });

  it('is refused when the signature is forged, of another key, or for other bytes', async () => {
    const world = await createWorld();
    const [device, other] = [await world.enrol(), await world.enrol('ben@demo.example')];
    const body = device.body(await device.challenge(), { facts: vpnDown() });
    const lied = body.report.replace('"connected":false', '"connected":true');
    for (const bad of [
      { ...body, signature: 'A'.repeat(86) },
      { ...body, signature: body.signature.slice(2) },
      { ...body, report: lied },
      device.body(await device.challenge(), {}, other.key),
      device.body(await device.challenge(), {}, createDeviceKey()),
      { ...body, deviceId: other.id },
    ])
      expect(codeOf(await post(world.app, '/api/device/report', bad))).toBe('BAD_SIGNATURE');
    expect(world.telephony.calls).toEqual([]);
  });

  it('names the field when something in it can’t be', async () => {
    const device = await (await createWorld()).enrol();
    const { os: good } = goodFacts();
    const os = good.status === 'known' ? { ...good, value: { ...good.value, platform: 'windows' } } : good;
    const response = await device.tryReport({ facts: { ...goodFacts(), os } as never });
    expect(response.json()).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('facts.os.platform') as string,
    });
    const extra = await device.tryReport({ facts: { ...goodFacts(), files: [] } as never });
    expect(extra.json()).toMatchObject({ message: expect.stringContaining('files') as string });
  });

  it('is answered 426 when it speaks another version of the protocol', async () => {
    const device = await (await createWorld()).enrol();
    const response = await post(device.app, '/api/device/report', { ...device.body('x'), wire: 2 });
    expect(response.statusCode).toBe(426);
  });
});

describe('two laptops of one agent', () => {
  it('have one live lease: the second takes over, and the first gets it back only with a new start', async () => {
    const world = await createWorld();
    const [first, second] = [await world.enrol(), await world.enrol()];
    await first.report(goodFacts(), { phone: OPEN });
    const taken = await second.report();
    expect(taken.lease).not.toBeNull();
    expect(world.telephony.calls.at(-2)).toMatchObject({ act: 'issue' });
    expect(world.telephony.calls.at(-1)).toMatchObject({ act: 'revoke', extension: '1001', calls: 'cut' });
    expect(await first.report()).toMatchObject({ verdict: { state: 'compliant' }, lease: null, credential: null });
    first.bootId = crypto.randomUUID();
    expect((await first.report()).lease).not.toBeNull();
    expect((await second.report()).lease).toBeNull();
    expect(await world.audit()).toContain('phone.taken-over');
  });

  it('waits with the credential until the engine has thrown the first one out', async () => {
    const world = await createWorld();
    const [first, second] = [await world.enrol(), await world.enrol()];
    await first.report();
    const go = world.telephony.stall();
    let isAnswered = false;
    const reply = second.report().then((value) => {
      isAnswered = true;
      return value;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAnswered).toBe(false);
    go();
    expect((await reply).credential).not.toBeNull();
  });
});

describe('a policy that is published', () => {
  it('closes at once the phones whose last facts no longer pass', async () => {
    const world = await createWorld({ document: policy({ checks: {} }) });
    const device = await world.enrol();
    await device.report(vpnDown());
    expect((await world.publish(policy())).statusCode).toBe(204);
    expect(world.telephony.calls.at(-1)).toMatchObject({ act: 'revoke', extension: '1001' });
    expect((await device.report(vpnDown())).lease).toBeNull();
  });

  it('that puts an open phone into grace has it closed when that ends, though the laptop never reports again', async () => {
    const world = await createWorld({ document: policy({ checks: {}, phone: { leaseSeconds: 600 } }) });
    const device = await world.enrol();
    const issued = await device.report(vpnDown());
    const strict = policy({ checks: { vpn: { level: 'block', graceSeconds: 30 } }, phone: { leaseSeconds: 600 } });
    await world.publish(strict);
    world.clock.advance(29_999);
    expect(world.telephony.calls.some(({ act }) => act === 'revoke')).toBe(false);
    world.clock.advance(1);
    const throughUnix = Number(issued.credential?.username.split(':')[0]);
    await expect
      .poll(() => world.telephony.calls.at(-1))
      .toEqual({ act: 'revoke', extension: '1001', throughUnix, calls: 'leave' });
  });

  it('starts no grace for a laptop that is not at work', async () => {
    const world = await createWorld({ document: policy({ checks: {} }) });
    const device = await world.enrol();
    await device.report(vpnDown());
    world.clock.advance(3_600_000);
    await world.publish(policy({ checks: { vpn: { level: 'block', graceSeconds: 90 } } }));
    world.clock.advance(3_600_000);
    expect((await device.report(vpnDown())).verdict).toMatchObject({ state: 'grace', closesInMs: 90_000 });
  });

  it('never lets a credential out under the verdict before, however reports and publications race', async () => {
    const strict = policy();
    const lax = policy({ checks: {} });
    const world = await createWorld({ document: lax });
    const device = await world.enrol();
    for (let round = 0; round < 15; round += 1) {
      const bodies = await Promise.all(
        [1, 2, 3, 4].map(async () => device.body(await device.challenge(), { facts: vpnDown() })),
      );
      const publishing = world.publish(strict);
      const replies = await Promise.all(bodies.map((body) => post(world.app, '/api/device/report', body)));
      expect((await publishing).statusCode).toBe(204);
      const strictVersion = 2 * round + 2;
      const late = replies
        .filter(({ statusCode }) => statusCode === 200)
        .map((reply) => reply.json<{ verdict: { policyVersion: number }; lease: unknown }>())
        .filter(({ verdict }) => verdict.policyVersion >= strictVersion);
      expect(late.filter(({ lease }) => lease !== null)).toEqual([]);
      const line = await world.store.read((tx) => tx.lines.of('1001'));
      expect(line).toMatchObject({ holder: null, revokedThrough: line.issuedThrough });
      await world.publish(lax);
    }
  });
});
