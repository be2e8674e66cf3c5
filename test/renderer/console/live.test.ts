import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../../core/wire/console.ts';
import { ApiError } from '../../../renderer/console/api/api-error.ts';
import { createApiClient } from '../../../renderer/console/api/client.ts';
import { listenLive, type LiveState } from '../../../renderer/console/api/live.ts';
import { createLiveJournal } from '../../../renderer/console/api/live-journal.ts';
import { mergeDevices } from '../../../renderer/console/api/merge-live.ts';
import { settleOrder } from '../../../renderer/console/floor/settled-order.ts';
import { fakeRow } from './fake-world.ts';

const NOW = Date.parse('2026-11-02T09:00:00Z');

function startLive() {
  const sources: { readyState: number; emit: (type: string, data?: string) => void }[] = [];
  const timers: (() => void)[] = [];
  const seen = { events: [] as LiveEvent[][], states: [] as LiveState[], gaps: 0, refusals: 0 };
  const stop = listenLive(
    {
      open: () => {
        const listeners: [string, (event: MessageEvent<string>) => void][] = [];
        const source = {
          readyState: 0,
          addEventListener: (type: string, listener: (event: MessageEvent<string>) => void) =>
            void listeners.push([type, listener]),
          close() {},
          emit: (type: string, data = '') =>
            listeners.forEach(([name, listener]) => name === type && listener({ data } as MessageEvent<string>)),
        };
        sources.push(source);
        return source;
      },
      later: (run) => {
        timers.push(run);
        return () => timers.splice(timers.indexOf(run), 1);
      },
    },
    {
      onEvents: (events) => seen.events.push([...events]),
      onState: (state) => seen.states.push(state),
      onGap: () => (seen.gaps += 1),
      onRefused: () => (seen.refusals += 1),
    },
  );
  return {
    sources,
    seen,
    stop,
    runTimers: () => timers.splice(0).forEach((run) => run()),
    waiting: () => timers.length,
  };
}

describe('The live line', () => {
  it('hands over what came within a moment as one', () => {
    const live = startLive();
    live.sources[0]?.emit('message', JSON.stringify({ type: 'access-request' }));
    live.sources[0]?.emit('message', JSON.stringify({ type: 'policy', version: 3 }));
    expect(live.seen.events).toEqual([]);
    live.runTimers();
    expect(live.seen.events).toEqual([[{ type: 'access-request' }, { type: 'policy', version: 3 }]]);
  });

  it('asks for everything anew when it hears something that it doesn’t understand', () => {
    const live = startLive();
    for (const data of ['no json', '{"type":"from-the-future"}', '{"type":"policy","version":0}'])
      live.sources[0]?.emit('message', data);
    live.runTimers();
    expect(live.seen).toMatchObject({ events: [], gaps: 1 });
  });

  it('dials again by itself when it was refused outright, later each time', () => {
    const live = startLive();
    const [first] = live.sources;
    if (first === undefined) throw new Error('nothing was opened');
    first.readyState = 2;
    first.emit('error');
    expect(live.seen).toMatchObject({ refusals: 1, states: ['connecting', 'reconnecting'] });
    live.runTimers();
    live.sources[1]?.emit('open');
    expect(live.seen.states.at(-1)).toBe('live');
  });

  it('leaves nothing behind when it is stopped', () => {
    const live = startLive();
    live.sources[0]?.emit('message', JSON.stringify({ type: 'access-request' }));
    live.stop();
    expect(live.waiting()).toBe(0);
  });
});

describe('Live rows', () => {
  const floor = {
    devices: [fakeRow(1, NOW), fakeRow(2, NOW)],
    phoneEngine: { state: 'missing', reason: 'unreachable' } as const,
  };

  it('replace rows of the same device, and leave the others the same objects', () => {
    const closed = fakeRow(2, NOW, { phone: 'closed' });
    const after = mergeDevices(floor, [{ type: 'device', device: closed }]);
    expect(after.devices[0]).toBe(floor.devices[0]);
    expect(after.devices[1]).toBe(closed);
  });

  it('come and go with their devices, the last word counting', () => {
    const device = fakeRow(3, NOW);
    const after = mergeDevices(floor, [
      { type: 'device', device },
      { type: 'device-removed', deviceId: fakeRow(1, NOW).deviceId },
      { type: 'device-removed', deviceId: device.deviceId },
    ]);
    expect(after.devices).toEqual([floor.devices[1]]);
  });

  it('cost nothing when nothing about devices was said', () => {
    expect(mergeDevices(floor, [{ type: 'access-request' }])).toBe(floor);
  });
});

describe('What is said while the floor is being read', () => {
  it('is not lost when the answer is older', async () => {
    const journal = createLiveJournal();
    const said: LiveEvent = { type: 'device', device: fakeRow(1, NOW, { phone: 'closed' }) };
    journal.record([{ type: 'access-request' }]);
    const reading = journal.during(() => Promise.resolve('the old floor'));
    journal.record([said]);
    expect(await reading).toEqual({ answer: 'the old floor', events: [said] });
  });
});

describe('The order on screen', () => {
  const exists = (id: string) => id !== 'gone';

  it('stays while it is held, with newcomers last and the gone ones gone', () => {
    expect(settleOrder(['a', 'gone', 'b'], ['new', 'b', 'a'], { isHeld: true, exists })).toEqual({
      ids: ['a', 'b', 'new'],
      isBehind: true,
    });
  });

  it('is the wanted one as soon as it is not', () => {
    expect(settleOrder(['a', 'b'], ['b', 'a'], { isHeld: false, exists })).toEqual({
      ids: ['b', 'a'],
      isBehind: false,
    });
  });
});

describe('A request', () => {
  const failing = (reply: () => Promise<Response>) => createApiClient(reply).people();

  it.each([
    [
      'the server’s own words',
      () => Promise.resolve(Response.json({ code: 'CONFLICT', message: 'Somebody was first.' }, { status: 409 })),
      'CONFLICT',
      'Somebody was first.',
    ],
    ['a proxy’s page', () => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })), 'UNAVAILABLE', ''],
    ['an answer of another version', () => Promise.resolve(Response.json({ people: [{ id: 7 }] })), 'UNREADABLE', ''],
    ['no answer at all', () => Promise.reject(new TypeError('Failed to fetch')), 'OFFLINE', ''],
  ])('fails as one kind of error: %s', async (_what, reply, code, message) => {
    const error = await failing(reply).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code, message });
  });
});
