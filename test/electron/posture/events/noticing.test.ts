import { describe, expect, it } from 'vitest';
import { createPostureEngine } from '../../../../electron/posture/engine.ts';
import type { LookAt, PostureIo } from '../../../../electron/posture/io/posture-io.ts';
import { runnableSources } from '../../../../electron/posture/sources/catalogue.ts';
import { ANSWERED, fakeClock, fakeIo } from '../fake-io.ts';

/** A system of which a test says when something happens. */
function eventful() {
  const lines = new Map<string, () => void>();
  const ends = new Map<string, () => void>();
  const looks: { [K in LookAt]: string | null } = { processes: '0', mounts: '0', interfaces: null };
  const files = new Map<string, (path: string) => void>();
  const runs: string[] = [];
  let stopped = 0;
  const inner = fakeIo({
    ip: () => Promise.resolve({ stdout: '[]' }),
    nft: () => Promise.resolve({ stdout: '{"nftables":[{"metainfo":{}}]}' }),
  });
  const io: PostureIo = {
    ...inner,
    run: (command, signal) => {
      if (command.argv[0].startsWith('/usr/bin/')) runs.push(command.argv.join(' '));
      return inner.run(command, signal);
    },
    programs: () => {
      runs.push('programs');
      return Promise.resolve({ status: 'read', watched: [], whole: true });
    },
    readFile: (path) => {
      runs.push(path);
      return Promise.resolve({ status: 'missing' });
    },
    watch: (argv, onLine, onEnd) => {
      if (!argv[0].startsWith('/usr/bin/')) {
        queueMicrotask(onEnd);
        return { stop: () => undefined };
      }
      const name = argv[0].slice('/usr/bin/'.length);
      lines.set(name, () => onLine('something'));
      ends.set(name, onEnd);
      return { stop: () => void (stopped += 1) };
    },
    watchFiles: (paths, onChange) => {
      for (const path of paths) files.set(path, onChange);
      return { stop: () => void (stopped += 1) };
    },
    look: (at) => Promise.resolve(looks[at]),
  };
  const clock = fakeClock();
  const count = (wanted: RegExp): number => runs.filter((run) => wanted.test(run)).length;
  return { io, clock, lines, ends, looks, files, count, runs, stopped: () => stopped };
}

const ADDRESSES = /^\/usr\/bin\/ip .*addr/;

describe('noticing', () => {
  it('rarely looks by itself at what something tells of, and at once when it tells', async () => {
    const t = eventful();
    const engine = createPostureEngine({ io: t.io, platform: 'linux', clock: t.clock, wanted: ['vpn'] });
    engine.start(() => undefined);
    await t.clock.advance(10_000);
    const before = t.count(/bin\/ip /);
    await t.clock.advance(60_000);
    // Three programs for one look, each 20 s.
    expect(t.count(/bin\/ip /) - before).toBeLessThanOrEqual(3 * 4);
    const quiet = t.count(/bin\/ip /);
    t.lines.get('ip')?.();
    await t.clock.advance(30);
    expect(t.count(/bin\/ip /)).toBeGreaterThan(quiet);
    engine.stop();
    expect(t.clock.pending()).toBe(0);
  });

  it('looks often again, and at once, when what told has gone', async () => {
    const t = eventful();
    const engine = createPostureEngine({ io: t.io, platform: 'linux', clock: t.clock, wanted: ['vpn'] });
    engine.start(() => undefined);
    await t.clock.advance(10_000);
    const before = t.count(/bin\/ip /);
    t.ends.get('ip')?.();
    await t.clock.advance(10);
    expect(t.count(/bin\/ip /)).toBeGreaterThan(before);
    const started = t.count(/bin\/ip /);
    await t.clock.advance(5000);
    expect(t.count(/bin\/ip /) - started).toBeGreaterThanOrEqual(6);
    engine.stop();
  });

  it('is not kept busy by a system that never stops telling, and does not lose the last change', async () => {
    const t = eventful();
    const engine = createPostureEngine({ io: t.io, platform: 'linux', clock: t.clock, wanted: ['vpn'] });
    engine.start(() => undefined);
    await t.clock.advance(10_000);
    const before = t.count(ADDRESSES);
    for (let line = 0; line < 600; line += 1) {
      t.lines.get('ip')?.();
      await t.clock.advance(50);
    }
    const during = t.count(ADDRESSES) - before;
    expect(during).toBeGreaterThan(20);
    expect(during).toBeLessThan(45);
    t.lines.get('ip')?.();
    await t.clock.advance(2500);
    expect(t.count(ADDRESSES) - before).toBeGreaterThan(during);
    engine.stop();
  });

  it('looks at the programs when one began or ended, within about a second', async () => {
    const t = eventful();
    const engine = createPostureEngine({ io: t.io, platform: 'linux', clock: t.clock, wanted: ['watchedPrograms'] });
    const programs = runnableSources('linux').filter(({ pace }) => pace === 'programs');
    expect(programs.length).toBeGreaterThan(0);
    engine.start(() => undefined);
    await t.clock.advance(10_000);
    const before = t.runs.length;
    await t.clock.advance(15_000);
    expect(t.runs.length - before).toBeLessThanOrEqual(programs.length);
    const quiet = t.runs.length;
    t.looks.processes = '1';
    await t.clock.advance(1000);
    expect(t.runs.length).toBeGreaterThan(quiet);
    engine.stop();
  });

  it('reads a file again when it was written, and not for every step of writing it', async () => {
    const t = eventful();
    const engine = createPostureEngine({ io: t.io, platform: 'linux', clock: t.clock, wanted: ['firewall'] });
    engine.start(() => undefined);
    await t.clock.advance(100);
    expect([...t.files.keys()]).toContain('/etc/ufw/ufw.conf');
    expect([...t.files.keys()].filter((path) => path.startsWith('/proc/'))).toEqual([]);
    const before = t.count(/ufw\.conf/);
    for (let step = 0; step < 5; step += 1) t.files.get('/etc/ufw/ufw.conf')?.('/etc/ufw/ufw.conf');
    await t.clock.advance(150);
    expect(t.count(/ufw\.conf/)).toBe(before + 1);
    engine.stop();
  });

  it('ends every watcher with the shift', async () => {
    const t = eventful();
    const engine = createPostureEngine({ io: t.io, platform: 'linux', clock: t.clock });
    engine.start(() => undefined);
    await t.clock.advance(5000);
    engine.stop();
    const { length } = t.runs;
    expect(t.stopped()).toBeGreaterThan(2);
    for (const line of t.lines.values()) line();
    for (const change of t.files.values()) change('/etc/ufw/ufw.conf');
    t.looks.processes = '7';
    await t.clock.advance(60_000);
    expect(t.runs).toHaveLength(length);
    expect(t.clock.pending()).toBe(0);
  });

  it('backs off from what hangs each time, and is as lively as before once it answers', async () => {
    const clock = fakeClock();
    let runs = 0;
    let isHanging = true;
    const io: PostureIo = {
      ...fakeIo({}),
      run: (command) => {
        if (!/\/usr\/bin\/nft/.test(command.argv[0]))
          return Promise.resolve({ ...ANSWERED, exitCode: null, missing: true });
        runs += 1;
        return Promise.resolve(
          isHanging
            ? { ...ANSWERED, exitCode: null, timedOut: true }
            : { ...ANSWERED, stdout: '{"nftables":[{"metainfo":{}}]}' },
        );
      },
    };
    const nft = runnableSources('linux').filter(({ id }) => id === 'linux/nft');
    const engine = createPostureEngine({ io, platform: 'linux', clock, sources: nft });
    engine.start(() => undefined);
    await clock.advance(5 * 60_000);
    expect(engine.snapshot().firewall).toMatchObject({ status: 'unknown', reason: 'timed-out' });
    expect(runs).toBeLessThan(12);
    isHanging = false;
    await clock.advance(70_000);
    const before = runs;
    await clock.advance(60_000);
    expect(runs - before).toBeGreaterThanOrEqual(11);
    engine.stop();
  });
});
