import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../core/wire/alerts.ts';
import type { Facts } from '../../../core/facts/catalogue.ts';
import type { PolicyRollout, RolloutStage } from '../../../core/wire/policy-acts.ts';
import { placeOf } from '../../../server/rollout/reach.ts';
import { TestDevice } from '../support/device.ts';
import { goodFacts, policy, vpnDown } from '../support/facts.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld, type Visitor, type World } from '../support/world.ts';

const HOUR_MS = 3_600_000;
const open = policy({ checks: { firewall: { level: 'block' } }, phone: { leaseSeconds: 900 } });
const strict = policy({
  checks: { firewall: { level: 'block' }, vpn: { level: 'block' } },
  phone: { leaseSeconds: 900 },
});

interface Fleet {
  readonly world: World;
  readonly admin: Visitor;
  /** In the first stage of version 2, and only in the second. */
  readonly first: TestDevice;
  readonly second: TestDevice;
  readonly stages: readonly RolloutStage[];
}

async function fleet(then: Partial<RolloutStage> = {}, facts: Facts = goodFacts()): Promise<Fleet> {
  const world = await createWorld({ document: open });
  const devices = [await world.enrol(), await world.enrol('ben@demo.example')];
  for (const device of devices) await device.report(facts, { policyVersion: 1 });
  const [first, second] = devices.toSorted((a, b) => placeOf(a.id, 2) - placeOf(b.id, 2));
  if (first === undefined || second === undefined) throw new Error('two were enrolled');
  const percent = (placeOf(first.id, 2) + placeOf(second.id, 2)) / 2;
  const stages = [
    { percent, afterMinutes: 0 },
    { percent: 100, afterMinutes: null, ...then },
  ];
  return { world, admin: await world.signIn('it'), first, second, stages };
}

const publish = (admin: Visitor, stages: readonly RolloutStage[], document = strict, basedOn = 1) =>
  admin.send('POST', '/api/policy', { basedOn, note: 'in steps', document, stages });
const act = (admin: Visitor, what: string, version = 2) =>
  admin.send('POST', `/api/policy/rollout/${what}`, { version });
const rollout = async (admin: Visitor) =>
  (await admin.get('/api/policy/rollout')).json<{ rollout: PolicyRollout | null }>().rollout;
const versionOf = async (device: TestDevice, facts = goodFacts(), policyVersion = 1) => {
  const { verdict, policy: sent } = await device.report(facts, { policyVersion });
  return { judgedBy: verdict.policyVersion, state: verdict.state, sent: sent !== null };
};

describe('a version that is published in steps', () => {
  it('judges those whom its stage reaches, and the others by the one before', async () => {
    const { world, admin, first, second, stages } = await fleet();
    expect((await publish(admin, stages)).statusCode).toBe(204);
    expect(await versionOf(first)).toEqual({ judgedBy: 2, state: 'compliant', sent: true });
    expect(await versionOf(second, vpnDown())).toEqual({ judgedBy: 1, state: 'compliant', sent: false });
    expect(await rollout(admin)).toMatchObject({ version: 2, state: 'running', stage: 0, has: 1, blocked: 0 });
    expect((await act(admin, 'next')).statusCode).toBe(204);
    expect(await versionOf(second)).toEqual({ judgedBy: 2, state: 'compliant', sent: true });
    expect(await rollout(admin)).toMatchObject({ state: 'complete', stage: 1 });
    expect(await world.audit()).toContain('rollout.advanced');
  });

  it('closes at once whom it blocks and reaches, as the preview said, and nobody else', async () => {
    const { world, admin, first, second, stages } = await fleet({}, vpnDown());
    const before = world.telephony.calls.length;
    await publish(admin, stages);
    expect(world.telephony.calls.slice(before)).toMatchObject([{ act: 'revoke' }]);
    expect((await versionOf(first, vpnDown())).state).toBe('blocked');
    expect((await versionOf(second, vpnDown())).state).toBe('compliant');
    // One was expected in this stage, so one is no surprise.
    expect(await rollout(admin)).toMatchObject({ state: 'running', has: 1, blocked: 1, expected: 1 });
  });

  it('is not lifted by what a laptop says that it has', async () => {
    const { admin, second, stages } = await fleet();
    await publish(admin, stages, policy({ checks: {} }));
    const facts = {
      ...goodFacts(),
      firewall: { status: 'unknown', reason: 'timed-out', sources: [], ageMs: 0 },
    } as const;
    expect(await versionOf(second, facts, 2)).toMatchObject({ judgedBy: 1, state: 'blocked' });
  });

  it('begins its stages by itself when their time has come, also after a restart', async () => {
    const { world, admin, second, stages } = await fleet({ afterMinutes: 60 });
    await publish(admin, stages);
    expect((await rollout(admin))?.nextAt).toBe(new Date(world.clock.nowMs() + HOUR_MS).toISOString());
    await world.restart();
    const again = new TestDevice(world.app, second.key, second.enrolled);
    again.counter = second.counter;
    world.clock.advance(HOUR_MS - 1);
    expect((await versionOf(again)).judgedBy).toBe(1);
    world.clock.advance(1);
    const restarted = await world.signIn('auditor');
    await expect.poll(async () => (await rollout(restarted))?.state).toBe('complete');
    expect((await versionOf(again)).judgedBy).toBe(2);
  });

  it('never takes a version from who has it: a laptop that enrols anew goes on with what its agent had', async () => {
    const { world, admin, first, stages } = await fleet();
    await publish(admin, stages);
    expect((await versionOf(first)).judgedBy).toBe(2);
    const email = world.people.find(({ name }) => name === first.enrolled.agent.name)?.email;
    await admin.send('DELETE', `/api/devices/${first.id}`);
    await act(admin, 'halt');
    expect((await versionOf(await world.enrol(email), goodFacts(), 0)).judgedBy).toBe(2);
  });
});

describe('a rollout that blocks more than the preview said', () => {
  it('halts: who has it keeps it, nobody else gets it, and everybody who should know is told', async () => {
    const { world, admin, first, second, stages } = await fleet({ afterMinutes: 60 });
    await publish(admin, stages);
    expect((await versionOf(first, vpnDown())).state).toBe('blocked');
    expect(await rollout(admin)).toMatchObject({ state: 'halted', has: 1, blocked: 1, expected: 0, nextAt: null });
    expect(await world.audit()).toContain('rollout.halted');
    const { alerts } = (await admin.get('/api/alerts')).json<{ alerts: Alert[] }>();
    expect(alerts).toMatchObject([{ kind: 'rollout-halted', subject: 'version 2', state: 'open' }]);
    world.clock.advance(2 * HOUR_MS);
    const later = await world.signIn('it');
    expect((await versionOf(second, vpnDown())).judgedBy).toBe(1);
    expect(await versionOf(first, vpnDown(), 2)).toEqual({ judgedBy: 2, state: 'blocked', sent: false });
    // Whoever lets it go on has seen that one is blocked: only more than that halt it again.
    expect((await act(later, 'resume')).statusCode).toBe(204);
    expect((await versionOf(first, vpnDown(), 2)).state).toBe('blocked');
    expect(await rollout(later)).toMatchObject({ state: 'running' });
    expect((await act(later, 'complete')).statusCode).toBe(204);
    expect((await versionOf(second)).judgedBy).toBe(2);
  });

  it('does not halt for who would be blocked by the version before as well', async () => {
    const { admin, first, stages } = await fleet();
    await publish(admin, stages);
    const noFirewall = {
      ...vpnDown(),
      firewall: { status: 'unknown', reason: 'timed-out', sources: [], ageMs: 0 },
    } as const;
    expect((await versionOf(first, noFirewall)).state).toBe('blocked');
    expect(await rollout(admin)).toMatchObject({ state: 'running', has: 1, blocked: 0 });
  });

  it('halts before a step that would be the surprise, and closes nobody’s phone', async () => {
    const { world, admin, second, stages } = await fleet({ afterMinutes: 60 });
    await publish(admin, stages);
    expect((await versionOf(second, vpnDown())).state).toBe('compliant');
    const before = world.telephony.calls.length;
    world.clock.advance(HOUR_MS);
    const later = await world.signIn('it');
    await expect.poll(async () => (await rollout(later))?.state).toBe('halted');
    expect(world.telephony.calls.slice(before).filter(({ act }) => act === 'revoke')).toEqual([]);
    expect((await versionOf(second, vpnDown())).judgedBy).toBe(1);
  });

  it('is over with the next version, which reaches everybody', async () => {
    const { admin, first, second, stages } = await fleet();
    await publish(admin, stages);
    await versionOf(first);
    await act(admin, 'halt');
    const restore = await admin.send('POST', '/api/policy/versions/1/restore', { basedOn: 2, note: 'Back' });
    expect(restore.json()).toEqual({ version: 3 });
    expect(await versionOf(first, vpnDown(), 2)).toEqual({ judgedBy: 3, state: 'compliant', sent: true });
    expect((await versionOf(second, vpnDown())).judgedBy).toBe(3);
    expect(await rollout(admin)).toMatchObject({ version: 2, state: 'superseded' });
    expect(codeOf(await act(admin, 'resume'))).toBe('CONFLICT');
  });
});

describe('steps of a rollout', () => {
  it.each([
    ['none', []],
    ['that end before everybody has it', [{ percent: 50, afterMinutes: 0 }]],
    ['that go back', [50, 20, 100].map((percent) => ({ percent, afterMinutes: 0 }))],
    [
      'that reach nobody',
      [
        { percent: 0, afterMinutes: 0 },
        { percent: 100, afterMinutes: 0 },
      ],
    ],
  ])('%s are refused', async (_what, stages) => {
    const world = await createWorld({ document: open });
    expect(codeOf(await publish(await world.signIn('it'), stages))).toBe('INVALID_INPUT');
  });

  it.each([
    ['halt', 'resume'],
    ['next', 'halt'],
    ['complete', 'next'],
  ])('after %s there is no %s that makes no sense', async (done, refused) => {
    const { admin, stages } = await fleet();
    expect(codeOf(await act(admin, 'resume'))).toBe('CONFLICT');
    await publish(admin, stages);
    expect((await act(admin, done)).statusCode).toBe(204);
    const statusCode = done === 'halt' ? 204 : 409;
    expect((await act(admin, refused)).statusCode).toBe(statusCode);
  });
});

it('gives every laptop a place of its own in each version, spread evenly', () => {
  const ids = Array.from({ length: 20_000 }, () => crypto.randomUUID() as Parameters<typeof placeOf>[0]);
  const share = (version: number) => ids.filter((id) => placeOf(id, version) < 5).length / ids.length;
  expect(share(2)).toBeGreaterThan(0.04);
  expect(share(2)).toBeLessThan(0.06);
  const [id] = ids;
  expect(id !== undefined && placeOf(id, 2) === placeOf(id, 2) && placeOf(id, 2) !== placeOf(id, 3)).toBe(true);
});
