import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { createKamailioTelephony } from '../../../server/telephony/kamailio/adapter.ts';
import type { EngineControl } from '../../../server/telephony/kamailio/engine-control.ts';
import { createNoEngine } from '../../../server/telephony/no-engine.ts';
import type { Telephony } from '../../../server/telephony/telephony.ts';

const NOW = 1_000_000;
/** Other tests may keep both cores busy. */
const PATIENT = { timeout: 15_000 };
const open: Telephony[] = [];
afterEach(async () => {
  for (const telephony of open.splice(0)) await telephony.close();
});

/** An engine that remembers what it was told and can be made to fail. */
function engineInMemory() {
  const engine = {
    isUp: true,
    armed: false,
    refused: new Map<string, number>(),
    registered: new Map<string, number>(),
    asked: [] as string[],
  };
  const ask = async <T>(what: string, answer: () => T): Promise<T> => {
    await Promise.resolve();
    if (!engine.isUp) throw new AppError('UNAVAILABLE', 'The phone engine does not answer.');
    engine.asked.push(what);
    return answer();
  };
  const control: EngineControl = {
    isArmed: () => ask('isArmed', () => engine.armed),
    arm: () =>
      ask('arm', () => {
        engine.armed = true;
      }),
    refuseThrough: (extension, throughUnix) =>
      ask(`refuse ${extension}`, () => void engine.refused.set(extension, throughUnix)),
    registrationLeft: (extension) => ask('left', () => engine.registered.get(extension) ?? null),
    unregister: (extension) => ask(`unregister ${extension}`, () => void engine.registered.delete(extension)),
    endCalls: (extension, which) => ask(`end ${which} ${extension}`, () => undefined),
  };
  return { engine, control };
}

function connect(control: EngineControl, problems: string[] = []): Telephony {
  const telephony = createKamailioTelephony({
    control,
    sipSecret: 'secret',
    domain: 'phone.test',
    webSocketUrl: 'wss://127.0.0.1:4443/',
    certificatePin: 'pin',
    iceServers: [],
    nowUnix: () => NOW,
    pollMs: 5,
    log: (message) => problems.push(message),
  });
  open.push(telephony);
  return telephony;
}

describe('telephony on Kamailio', () => {
  it('lets nobody in before it was told where to read what is revoked', async () => {
    const { engine, control } = engineInMemory();
    const telephony = connect(control);
    await expect.poll(() => engine.asked.length, PATIENT).toBeGreaterThan(2);
    expect(telephony.engine().state).toBe('missing');
    expect(engine.armed).toBe(false);
    telephony.liveRevocations(() => Promise.resolve([]));
    await expect.poll(() => telephony.engine().state, PATIENT).toBe('ready');
    expect(engine.armed).toBe(true);
  });

  it('does not let anybody in when what is revoked can not be read', async () => {
    const { engine, control } = engineInMemory();
    const problems: string[] = [];
    const telephony = connect(control, problems);
    telephony.liveRevocations(() => Promise.reject(new Error('disk')));
    await expect.poll(() => problems.length, PATIENT).toBe(1);
    expect([telephony.engine().state, engine.armed]).toEqual(['missing', false]);
  });

  it('tells what is revoked before it opens the door', async () => {
    const { engine, control } = engineInMemory();
    connect(control).liveRevocations(() => Promise.resolve([{ extension: '1001', throughUnix: NOW + 50 }]));
    await expect.poll(() => engine.armed, PATIENT).toBe(true);
    expect(engine.asked.indexOf('refuse 1001')).toBeLessThan(engine.asked.indexOf('arm'));
  });

  it('takes away a registration that an older control plane revoked, and leaves a later one', async () => {
    const { engine, control } = engineInMemory();
    engine.registered.set('1001', 50).set('1002', 51);
    const throughUnix = NOW + 50;
    connect(control).liveRevocations(() =>
      Promise.resolve([
        { extension: '1001', throughUnix },
        { extension: '1002', throughUnix },
      ]),
    );
    await expect.poll(() => engine.armed, PATIENT).toBe(true);
    expect([...engine.registered.keys()]).toEqual(['1002']);
  });

  it('does a revocation again that the engine did not hear, and says that it failed', async () => {
    const { engine, control } = engineInMemory();
    const problems: string[] = [];
    const telephony = connect(control, problems);
    telephony.liveRevocations(() => Promise.resolve([]));
    await expect.poll(() => telephony.engine().state, PATIENT).toBe('ready');
    engine.isUp = false;
    await expect(telephony.revoke({ extension: '1001', throughUnix: NOW + 9, calls: 'cut' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    expect(problems).toContain('a revocation has not reached the phone engine; it is tried again');
    engine.isUp = true;
    await expect.poll(() => engine.asked, PATIENT).toContain('end all 1001');
    expect(engine.refused.get('1001')).toBe(NOW + 9);
  });

  it('stays ready while one call can not be ended', async () => {
    const { engine, control } = engineInMemory();
    const telephony = connect({ ...control, endCalls: () => Promise.reject(new AppError('UNAVAILABLE', 'not yet')) });
    telephony.liveRevocations(() => Promise.resolve([]));
    await expect.poll(() => telephony.engine().state, PATIENT).toBe('ready');
    const states: string[] = [];
    telephony.onEngineChange(() => states.push(telephony.engine().state));
    await expect(telephony.revoke({ extension: '1001', throughUnix: NOW + 9, calls: 'cut' })).rejects.toThrow(
      'not yet',
    );
    const asked = engine.asked.length;
    await expect.poll(() => engine.asked.length, PATIENT).toBeGreaterThan(asked + 10);
    expect(states).toEqual([]);
  });

  it('never lowers what is refused', async () => {
    const { engine, control } = engineInMemory();
    const telephony = connect(control);
    await telephony.revoke({ extension: '1001', throughUnix: NOW + 9, calls: 'cut' });
    await telephony.revoke({ extension: '1001', throughUnix: NOW + 3, calls: 'leave' });
    expect(engine.refused.get('1001')).toBe(NOW + 9);
  });

  it('issues no credential that is over, or for what is no extension', () => {
    const telephony = connect(engineInMemory().control);
    expect(() => telephony.issue({ extension: '1001', expiresAtUnix: NOW, nowUnix: NOW })).toThrow(/expiresInSeconds/);
    expect(() => telephony.issue({ extension: 'bob', expiresAtUnix: NOW + 60, nowUnix: NOW })).toThrow(/extension/);
  });
});

describe('no engine', () => {
  it('says which way it is missing, and issues nothing', () => {
    const telephony = createNoEngine('not-installed');
    expect(telephony.engine()).toEqual({ state: 'missing', reason: 'not-installed' });
    expect(() => telephony.issue({ extension: '1001', expiresAtUnix: 2, nowUnix: 1 })).toThrow(/no phone engine/);
  });
});
