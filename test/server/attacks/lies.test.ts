import * as fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../core/facts/catalogue.ts';
import { evaluate } from '../../../core/verdict/evaluate.ts';
import { arbitraryFacts } from '../../core/arbitraries.ts';
import { OPEN, post, TestDevice } from '../support/device.ts';
import { goodFacts, policy, vpnDown } from '../support/facts.ts';
import { createWorld, type World } from '../support/world.ts';

const known = <T>(value: T) => ({ status: 'known' as const, value, sources: ['test'], ageMs: 0 });
const DISK = {
  off: { encrypted: false, state: 'off', percent: 0 },
  on: { encrypted: true, state: 'on', percent: 100 },
};
const disk = (state: keyof typeof DISK): Partial<Facts> => ({ diskEncryption: known(DISK[state] as never) });

async function alertsOf(world: World): Promise<readonly (readonly string[])[]> {
  const alerts = await world.store.read((tx) => tx.alerts.newest(50));
  return alerts.flatMap(({ kind, details }) => (kind === 'implausible-report' ? [details['what'] as string[]] : []));
}

describe('a client that lies', () => {
  it('gets the verdict that its facts alone say, whatever else it claims of its phone', async () => {
    const document = policy({ checks: { vpn: { level: 'block' }, diskEncryption: { level: 'block' } } });
    const world = await createWorld({ document });
    const device = await world.enrol();
    await fc.assert(
      fc.asyncProperty(arbitraryFacts, async (drawn) => {
        // Within the limit on how often one laptop may ask.
        world.clock.advance(60_000);
        const facts: Facts = { ...drawn, os: goodFacts().os };
        const response = await device.tryReport({ facts, phone: OPEN });
        expect(response.statusCode).toBe(200);
        const { verdict, lease, credential } = response.json<{ verdict: never; lease: unknown; credential: unknown }>();
        const ours = evaluate({
          facts,
          policy: { version: 1, document },
          who: { group: 'Cards', platform: 'linux' },
          waivers: [],
          failingForMs: {},
        });
        expect((verdict as { state: string }).state).toBe(ours.state);
        const isOpen = ours.state !== 'blocked';
        expect([lease !== null, credential !== null]).toEqual([isOpen, isOpen]);
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('is refused when it brings a verdict, or anything else that was not asked for', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    for (const extra of [{ verdict: { state: 'compliant' } }, { ok: true }, { lease: null }, { group: 'IT' }]) {
      const response = await device.tryReport(extra as never);
      expect(response.statusCode, JSON.stringify(extra)).toBe(400);
    }
    const facts = { ...vpnDown(), compliant: known(true) } as unknown as Facts;
    expect((await device.tryReport({ facts })).statusCode).toBe(400);
    expect(await world.store.read((tx) => tx.lines.all())).toEqual([]);
  });

  it('is answered as its facts say but noticed when a disk is encrypted within seconds, an “unknown” in between or not', async () => {
    const world = await createWorld({ document: policy({ checks: { diskEncryption: { level: 'block' } } }) });
    const device = await world.enrol();
    const unknown: Partial<Facts> = {
      diskEncryption: { status: 'unknown', reason: 'not-measured', sources: [], ageMs: 0 },
    };
    expect((await device.report(goodFacts(disk('off')))).lease).toBeNull();
    world.clock.advance(2000);
    await device.report(goodFacts(unknown));
    expect(await alertsOf(world)).toEqual([]);
    world.clock.advance(2000);
    expect((await device.report(goodFacts(disk('on')))).lease).not.toBeNull();
    expect(await alertsOf(world)).toEqual([['encrypted-in-seconds']]);
    expect(await world.audit()).toContain('report.implausible');
  });

  it('is noticed when its system goes back, its maker changes or its volumes contradict each other', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const os = goodFacts().os;
    if (os.status !== 'known') throw new Error('the good laptop knows its system');
    const at = (version: string) => goodFacts({ os: known({ ...os.value, version }) });
    await device.report(at('13'));
    await device.report(at('12'));
    expect(await alertsOf(world)).toEqual([['os-went-back']]);
    const supervisor = await world.signIn('supervisor');
    const [open] = (await supervisor.get('/api/alerts')).json<{ alerts: { id: string; kind: string }[] }>().alerts;
    expect(open?.kind).toBe('implausible-report');
    await device.report(at('11'));
    expect(await alertsOf(world)).toHaveLength(1);
    await supervisor.send('POST', `/api/alerts/${open?.id}/close`);
    const hardware = known({ manufacturer: 'Dell', model: 'XPS', virtual: false });
    await device.report(goodFacts({ hardware, fixedVolumes: known({ total: 2, encrypted: 0, unclear: 0 }) }));
    const alerts = await alertsOf(world);
    expect(alerts).toHaveLength(2);
    expect(alerts).toContainEqual(['other-machine', 'volumes-contradict']);
  });

  it('is refused when it is suddenly another system', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const os = goodFacts().os;
    if (os.status !== 'known') throw new Error('the good laptop knows its system');
    const windows = goodFacts({ os: known({ ...os.value, platform: 'windows' as const }) });
    expect((await device.tryReport({ facts: windows })).statusCode).toBe(400);
    expect(await alertsOf(world)).toEqual([['other-system']]);
  });
});

describe('a copied device key', () => {
  const copyOf = (device: TestDevice): TestDevice => {
    const copy = new TestDevice(device.app, device.key, device.enrolled);
    copy.bootId = randomUUID();
    copy.counter = device.counter;
    return copy;
  };

  it('opens one phone: the newer start takes it, the older is cut off, told and refused, and IT is alerted', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const first = await device.report();
    const copy = copyOf(device);
    const second = await copy.report();
    expect(second.lease).not.toBeNull();
    const revoked = world.telephony.calls.find(({ act }) => act === 'revoke');
    const firstExpiry = Number(first.credential?.username.split(':')[0]);
    expect(revoked).toMatchObject({ extension: '1001', throughUnix: firstExpiry, calls: 'cut' });
    expect(Number(second.credential?.username.split(':')[0])).toBeGreaterThan(firstExpiry);
    expect(JSON.parse(second.lease?.lease ?? '{}')).toMatchObject({ epoch: 1 });
    expect(await alertsOf(world)).toEqual([['two-starts-at-once']]);

    device.counter = copy.counter;
    const back = await device.tryReport();
    expect(back.statusCode).toBe(409);
    expect(back.json<{ message: string }>().message).toContain('newer start');
    expect((await copy.report()).lease).not.toBeNull();
    // A new start is how an agent gets it back; then the copy is out.
    device.bootId = randomUUID();
    device.counter = copy.counter;
    expect((await device.report()).lease).not.toBeNull();
    copy.counter = device.counter;
    expect((await copy.tryReport()).statusCode).toBe(409);
    expect(await world.store.read((tx) => tx.lines.of('1001'))).toMatchObject({ holder: device.id });
  });

  it('with an older counter gets nothing, and IT is alerted', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const copy = copyOf(device);
    await device.report();
    await device.report();
    const response = await post(world.app, '/api/device/report', copy.body(await copy.challenge()));
    expect(response.json()).toMatchObject({ code: 'CONFLICT' });
    expect(await alertsOf(world)).toEqual([['counter-went-back']]);
    expect(await world.store.read((tx) => tx.lines.of('1001'))).toMatchObject({ holder: device.id });
  });

  it('is not seen in a client that was quit and started again', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await device.report();
    world.clock.advance(30_000);
    device.bootId = randomUUID();
    expect((await device.report()).lease).not.toBeNull();
    expect(await alertsOf(world)).toEqual([]);
  });
});
