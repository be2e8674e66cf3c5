import { describe, expect, it } from 'vitest';
import { FACT_KEYS, type FactKey, type Facts } from '../../../core/facts/catalogue.ts';
import { createPostureEngine } from '../../../electron/posture/engine.ts';
import type { PostureIo } from '../../../electron/posture/io/posture-io.ts';
import { measureOnce } from '../../../electron/posture/measure.ts';
import { runnableSources } from '../../../electron/posture/sources/catalogue.ts';
import { fakeClock, fakeIo, settle } from './fake-io.ts';

/** Notes everything that is asked of the system. */
function witness(answers: Parameters<typeof fakeIo>[0] = {}) {
  const asked: string[] = [];
  const inner = fakeIo(answers);
  const io: PostureIo = {
    ...inner,
    run: (command, signal) => {
      asked.push(command.argv.join(' '));
      return inner.run(command, signal);
    },
    readFile: (path, most) => {
      asked.push(path);
      return inner.readFile(path, most);
    },
    newestAge: (path) => {
      asked.push(path);
      return inner.newestAge(path);
    },
    programs: () => {
      asked.push('programs');
      return inner.programs();
    },
    identify: (signal) => {
      asked.push('identity');
      return inner.identify(signal);
    },
    watch: (argv, onLine, onEnd) => {
      asked.push(`watch ${argv.join(' ')}`);
      return inner.watch(argv, onLine, onEnd);
    },
    watchFiles: (paths, onChange) => {
      asked.push(...paths.map((path) => `watch ${path}`));
      return inner.watchFiles(paths, onChange);
    },
    look: (at) => {
      asked.push(`look at ${at}`);
      return inner.look(at);
    },
    fingerprint: (paths) => {
      asked.push(...paths);
      return inner.fingerprint(paths);
    },
  };
  return { io, asked };
}

const SLOW_LSBLK = '{"blockdevices":[{"name":"sda","type":"disk","mountpoint":"/"}]}';

describe('the posture engine measures what is wanted and nothing else', () => {
  it('asks the system nothing for a fact that nobody wants', async () => {
    const { io, asked } = witness();
    const clock = fakeClock();
    const engine = createPostureEngine({ io, platform: 'linux', clock, wanted: ['os', 'hardware'] });
    let complete = false;
    engine.start((_facts, isComplete) => {
      complete = isComplete;
    });
    await clock.advance(3_600_000);
    await engine.recheck();
    engine.lookAgain();
    await clock.advance(1000);
    expect(complete).toBe(true);
    expect(new Set(asked.map((text) => text.replace(/^watch /, '')))).toEqual(
      new Set(['/etc/os-release', '/usr/lib/os-release', 'identity']),
    );
    engine.stop();
    expect(clock.pending()).toBe(0);
  });

  it.each(FACT_KEYS)('tells of %s alone when that alone is wanted, whatever else its sources know', async (key) => {
    const io = fakeIo({ lsblk: () => Promise.resolve({ stdout: SLOW_LSBLK }) });
    const { facts } = await measureOnce(io, 'linux', fakeClock(), { wanted: [key] });
    const others = FACT_KEYS.filter((other) => other !== key).map((other) => facts[other]);
    expect(new Set(others.map((fact) => (fact.status === 'known' ? fact.status : fact.reason)))).toEqual(
      new Set(['not-measured']),
    );
  });

  it('looks at once at what a policy newly wants, and is not complete before that is there', async () => {
    const { io, asked } = witness({ lsblk: () => Promise.resolve({ stdout: SLOW_LSBLK }) });
    const clock = fakeClock();
    const engine = createPostureEngine({ io, platform: 'linux', clock, wanted: ['os'] });
    const seen: { readonly facts: Facts; readonly isComplete: boolean }[] = [];
    engine.start((facts, isComplete) => void seen.push({ facts, isComplete }));
    await clock.advance(1000);
    expect(seen.at(-1)?.isComplete).toBe(true);
    expect(asked.some((text) => text.includes('lsblk'))).toBe(false);
    const told = seen.length;
    expect(engine.setWanted(['os', 'diskEncryption'])).toBe(true);
    await clock.advance(0);
    await settle();
    expect(seen[told]?.isComplete).toBe(false);
    expect(seen.at(-1)).toMatchObject({ facts: { diskEncryption: { status: 'known' } }, isComplete: true });
    expect(engine.setWanted(['diskEncryption', 'os'])).toBe(false);
    engine.stop();
  });

  it('forgets what is no longer wanted, kills what runs for it and never asks for it again', async () => {
    const aborted: string[] = [];
    const { io, asked } = witness({
      lsblk: (command, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            aborted.push(command.argv[0]);
            resolve({ timedOut: true });
          });
        }),
      ip: () => Promise.resolve({ stdout: '[]' }),
    });
    const clock = fakeClock();
    const engine = createPostureEngine({ io, platform: 'linux', clock, wanted: ['os', 'vpn', 'diskEncryption'] });
    engine.start(() => undefined);
    await clock.advance(100);
    expect(engine.snapshot().vpn.status).toBe('known');
    expect(engine.setWanted(['os'])).toBe(false);
    await settle();
    expect(aborted).toContain('/usr/bin/lsblk');
    expect(engine.snapshot().vpn).toMatchObject({ status: 'unknown', reason: 'not-measured' });
    expect(engine.measured().map(({ fact }) => fact)).toEqual(['os']);
    const { length } = asked;
    await clock.advance(600_000);
    expect(asked.slice(length).filter((text) => /lsblk|\bip\b/.test(text))).toEqual([]);
    engine.stop();
  });

  it('has for each fact of the policy on each system a source, or the fact can never be known there', () => {
    const facts = new Set<FactKey>(runnableSources('linux').map(({ fact }) => fact));
    for (const key of ['os', 'hardware', 'diskEncryption', 'firewall', 'vpn', 'osUpdates'] as const)
      expect(facts.has(key)).toBe(true);
  });
});

describe('“check again”', () => {
  it('answers with the fast ones while a slow one still runs', async () => {
    const clock = fakeClock();
    let answer: (result: { stdout: string }) => void = () => undefined;
    const io = fakeIo({
      ip: () => Promise.resolve({ stdout: '[]' }),
      'apt-get': () => new Promise((resolve) => void (answer = resolve)),
    });
    const engine = createPostureEngine({ io, platform: 'linux', clock, wanted: ['vpn', 'osUpdates'] });
    engine.start(() => undefined);
    await clock.advance(10);
    const soon: Facts[] = [];
    let isOver = false;
    void engine.recheck((facts) => void soon.push(facts)).then(() => (isOver = true));
    await clock.advance(799);
    expect(soon).toEqual([]);
    await clock.advance(1);
    expect(soon).toHaveLength(1);
    expect(soon[0]).toMatchObject({ vpn: { status: 'known' }, osUpdates: { status: 'unknown' } });
    expect(isOver).toBe(false);
    answer({ stdout: '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n' });
    await clock.advance(0);
    answer({ stdout: '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n' });
    await clock.advance(10);
    expect(isOver).toBe(true);
    expect(soon).toHaveLength(1);
    engine.stop();
  });

  it('does not say “soon” when everything has answered by then', async () => {
    const clock = fakeClock();
    const engine = createPostureEngine({ io: fakeIo({}), platform: 'linux', clock });
    engine.start(() => undefined);
    let soon = 0;
    const whole = engine.recheck(() => void (soon += 1));
    await clock.advance(5000);
    await whole;
    expect(soon).toBe(0);
    engine.stop();
    expect(clock.pending()).toBe(0);
  });

  it('runs even what can’t have changed', async () => {
    const clock = fakeClock();
    let runs = 0;
    const io: PostureIo = {
      ...fakeIo({
        'apt-get': () => {
          runs += 1;
          return Promise.resolve({ stdout: '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n' });
        },
      }),
      fingerprint: () => Promise.resolve('the same'),
    };
    const engine = createPostureEngine({ io, platform: 'linux', clock, wanted: ['osUpdates'] });
    engine.start(() => undefined);
    await clock.advance(3_600_000);
    expect(runs).toBe(1);
    // Looked at, if not run: its age says so.
    expect(engine.snapshot().osUpdates.ageMs).toBeLessThan(25 * 60_000);
    engine.lookAgain();
    await clock.advance(10);
    expect(runs).toBe(1);
    await engine.recheck();
    expect(runs).toBe(2);
    await clock.advance(7 * 3_600_000);
    expect(runs).toBe(3);
    engine.stop();
  });
});
