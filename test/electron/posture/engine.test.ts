import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../core/facts/catalogue.ts';
import { createPostureEngine } from '../../../electron/posture/engine.ts';
import type { PostureIo } from '../../../electron/posture/io/posture-io.ts';
import { valuesOf } from '../../../electron/posture/fact-values.ts';
import { fakeClock, fakeIo, settle } from './fake-io.ts';

const TUN = JSON.stringify([
  {
    ifname: 'tun0',
    flags: ['UP', 'LOWER_UP', 'POINTOPOINT'],
    operstate: 'UNKNOWN',
    link_type: 'none',
    linkinfo: { info_kind: 'tun' },
    addr_info: [{ family: 'inet', local: '10.8.0.2', scope: 'global' }],
  },
]);
const NO_TUN = JSON.stringify([
  { ifname: 'eth0', flags: ['UP', 'LOWER_UP'], operstate: 'UP', link_type: 'ether', addr_info: [] },
]);

/** `ip` with one tunnel that the test puts up and down. */
function tunnel() {
  const state = { up: true, running: 0, most: 0, runs: 0 };
  const ip = async (command: { readonly argv: readonly string[] }) => {
    if (!command.argv.includes('address')) return { stdout: '[]' };
    state.running += 1;
    state.runs += 1;
    state.most = Math.max(state.most, state.running);
    await settle();
    state.running -= 1;
    return { stdout: state.up ? TUN : NO_TUN };
  };
  return { state, ip };
}

function collect() {
  const seen: Facts[] = [];
  const complete: boolean[] = [];
  const onChange = (facts: Facts, isComplete: boolean): void => {
    seen.push(facts);
    complete.push(isComplete);
  };
  return { seen, complete, onChange };
}

describe('the posture engine', () => {
  it('tells each fact as it comes in, once that all were looked at, and then only when a value changes', async () => {
    const { state, ip } = tunnel();
    const clock = fakeClock();
    const engine = createPostureEngine({ io: fakeIo({ ip }), platform: 'linux', clock });
    const { seen, complete, onChange } = collect();
    engine.start(onChange);
    await clock.advance(60_000);
    expect(new Set(seen.map(valuesOf)).size).toBe(seen.length);
    expect(complete.slice(0, -1)).not.toContain(true);
    expect(complete.at(-1)).toBe(true);
    const told = seen.length;
    expect(seen[told - 1]?.vpn).toMatchObject({
      status: 'known',
      value: { connected: true, interfaces: [{ name: 'tun0', kind: 'tun' }] },
    });
    state.up = false;
    await clock.advance(3000);
    expect(seen).toHaveLength(told + 1);
    expect(seen[told]?.vpn).toMatchObject({ status: 'known', value: { connected: false } });
    engine.stop();
  });

  it('never runs one source twice at the same time, however often it is asked', async () => {
    const { state, ip } = tunnel();
    const clock = fakeClock();
    const engine = createPostureEngine({ io: fakeIo({ ip }), platform: 'linux', clock });
    engine.start(() => undefined);
    await Promise.all([engine.recheck(), engine.recheck(), clock.advance(10_000), engine.recheck()]);
    expect(state.most).toBe(1);
    engine.stop();
  });

  it('answers a recheck with what a run after the question says', async () => {
    const { state, ip } = tunnel();
    const clock = fakeClock();
    const engine = createPostureEngine({ io: fakeIo({ ip }), platform: 'linux', clock });
    engine.start(() => undefined);
    await clock.advance(1);
    state.up = false;
    const facts = await engine.recheck();
    expect(facts.vpn).toMatchObject({ value: { connected: false } });
    engine.stop();
  });

  it('runs nothing and knows nothing after stop', async () => {
    const { state, ip } = tunnel();
    const clock = fakeClock();
    const engine = createPostureEngine({ io: fakeIo({ ip }), platform: 'linux', clock });
    const { seen, onChange } = collect();
    engine.start(onChange);
    await clock.advance(5000);
    engine.stop();
    const { runs } = state;
    const told = seen.length;
    await clock.advance(3_600_000);
    await engine.recheck();
    expect(state.runs).toBe(runs);
    expect(clock.pending()).toBe(0);
    expect(engine.snapshot().vpn).toMatchObject({ status: 'unknown', reason: 'not-measured' });
    expect(engine.measured()).toEqual([]);
    expect(seen).toHaveLength(told);
  });

  it('says when it next looks at what it is asked about, and nothing while it looks or is stopped', async () => {
    const clock = fakeClock();
    const { ip } = tunnel();
    const engine = createPostureEngine({ io: fakeIo({ ip }), platform: 'linux', clock });
    expect(engine.nextRunInMs(['vpn'])).toBeNull();
    engine.start(() => undefined);
    expect(engine.nextRunInMs(['vpn'])).toBeNull();
    await clock.advance(0);
    await clock.advance(500);
    expect(engine.nextRunInMs(['vpn'])).toBe(1500);
    expect(engine.nextRunInMs(['diskEncryption', 'vpn'])).toBe(1500);
    expect(engine.nextRunInMs(['diskEncryption'])).toBeGreaterThan(10_000);
    expect(engine.nextRunInMs([])).toBeNull();
    engine.stop();
    expect(engine.nextRunInMs(['vpn'])).toBeNull();
  });

  it('tells what is known while a slow source still runs, and completes when it has answered', async () => {
    const clock = fakeClock();
    const answers: ((result: { stdout: string }) => void)[] = [];
    const lsblk = () => new Promise<{ stdout: string }>((resolve) => void answers.push(resolve));
    const engine = createPostureEngine({ io: fakeIo({ ip: tunnel().ip, lsblk }), platform: 'linux', clock });
    const { seen, complete, onChange } = collect();
    engine.start(onChange);
    await clock.advance(10);
    expect(seen.at(-1)).toMatchObject({
      vpn: { status: 'known', value: { connected: true } },
      diskEncryption: { status: 'unknown', reason: 'not-measured' },
    });
    expect(complete).not.toContain(true);
    for (const answer of answers)
      answer({ stdout: '{"blockdevices":[{"name":"sda","type":"disk","mountpoint":"/"}]}' });
    await clock.advance(10);
    expect(seen.at(-1)?.diskEncryption).toMatchObject({ status: 'known' });
    expect(complete.at(-1)).toBe(true);
    engine.stop();
  });

  it('aborts what is running when it stops, and does not tell of it', async () => {
    const aborted: string[] = [];
    const hang = (command: { readonly argv: readonly string[] }, signal: AbortSignal) =>
      new Promise<{ timedOut: boolean }>((resolve) => {
        signal.addEventListener('abort', () => {
          aborted.push(command.argv[0] ?? '');
          resolve({ timedOut: true });
        });
      });
    const clock = fakeClock();
    const engine = createPostureEngine({ io: fakeIo({ ip: hang, lsblk: hang }), platform: 'linux', clock });
    const { seen, onChange } = collect();
    engine.start(onChange);
    await settle();
    engine.stop();
    const told = seen.length;
    await settle();
    expect(aborted).toContain('/usr/bin/lsblk');
    expect(seen).toHaveLength(told);
  });

  it('turns a tool that hangs into unknown, timed out', async () => {
    const clock = fakeClock();
    const engine = createPostureEngine({
      io: fakeIo({ ip: tunnel().ip, lsblk: () => Promise.resolve({ exitCode: null, timedOut: true }) }),
      platform: 'linux',
      clock,
    });
    engine.start(() => undefined);
    await clock.advance(1000);
    expect(engine.snapshot().diskEncryption).toMatchObject({ status: 'unknown', reason: 'timed-out' });
    engine.stop();
  });

  it('ages its facts on the monotonic clock', async () => {
    const clock = fakeClock();
    const engine = createPostureEngine({
      io: fakeIo({
        lsblk: () => Promise.resolve({ stdout: '{"blockdevices":[{"name":"sda","type":"disk","mountpoint":"/"}]}' }),
      }),
      platform: 'linux',
      clock,
    });
    engine.start(() => undefined);
    await clock.advance(30_000);
    expect(engine.snapshot().diskEncryption).toMatchObject({ status: 'known', ageMs: 30_000 });
    engine.stop();
  });

  it('looks at the VPN at once when the network changes, and without `ip monitor` it goes on polling', async () => {
    const { state, ip } = tunnel();
    const clock = fakeClock();
    let event: ((line: string) => void) | null = null;
    const io: PostureIo = {
      ...fakeIo({ ip }),
      watch: (argv, onLine) => {
        if (argv[0].endsWith('/ip')) event = onLine;
        return { stop: () => undefined };
      },
    };
    const engine = createPostureEngine({ io, platform: 'linux', clock });
    engine.start(() => undefined);
    await clock.advance(100);
    const before = state.runs;
    const fire = (): void => event?.('5: tun0: <POINTOPOINT> …');
    fire();
    fire();
    fire();
    await clock.advance(100);
    expect(state.runs).toBe(before + 1);
    engine.stop();
  });

  it('does not take half of the answers for the whole', async () => {
    const clock = fakeClock();
    let answer: (result: { stdout: string }) => void = () => undefined;
    const nft = () => new Promise<{ stdout: string }>((resolve) => void (answer = resolve));
    const engine = createPostureEngine({ io: fakeIo({ nft }), platform: 'linux', clock });
    engine.start(() => undefined);
    await settle();
    expect(engine.snapshot().firewall).toMatchObject({ status: 'unknown', reason: 'not-measured' });
    answer({
      stdout:
        '{"nftables":[{"metainfo":{}},{"chain":{"family":"inet","table":"f","name":"i","type":"filter","hook":"input","policy":"drop"}}]}',
    });
    await settle();
    expect(engine.snapshot().firewall).toMatchObject({
      status: 'known',
      value: { enabled: true, products: ['nftables'] },
    });
    engine.stop();
  });
});
