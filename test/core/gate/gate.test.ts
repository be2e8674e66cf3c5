import { describe, expect, it } from 'vitest';
import {
  GATE_REASONS,
  GATE_TRANSITIONS,
  gateWakesAt,
  nextGate,
  whyClosed,
  type Gate,
} from '../../../core/gate/gate.ts';
import { CUT, FINISH, GOOD, inputsAt, mayOpen, relative, TICK_MS, WORLDS, type World } from './worlds.ts';

const START: Gate = { state: 'closed', reason: 'not-enrolled' };
const NOW = 1_000_000;

/** Every gate that any sequence of worlds and waits leads to, by breadth first, with deadlines told from NOW. */
function reachable(waitsMs: readonly number[]): Gate[] {
  const seen = new Map<string, Gate>([[relative(START, NOW), START]]);
  for (const gate of seen.values())
    for (const waitMs of waitsMs)
      for (const world of WORLDS) {
        const later = nextGate(gate, inputsAt(world, NOW + waitMs));
        const key = relative(later, NOW + waitMs);
        if (!seen.has(key)) seen.set(key, JSON.parse(relative(later, waitMs)) as Gate);
      }
  return [...seen.values()];
}

const gates = reachable([0, TICK_MS]);

function settled(gate: Gate, world: World, nowMs: number): Gate {
  let now = gate;
  for (let step = 0; step < 10; step += 1) {
    const next = nextGate(now, inputsAt(world, nowMs));
    if (next === now || relative(next, 0) === relative(now, 0)) return now;
    now = next;
  }
  throw new Error(`never comes to rest: ${relative(gate, NOW)} in ${JSON.stringify(world)}`);
}

const isOpenish = (gate: Gate) => gate.state === 'open' || gate.state === 'opening';

/** The first pairs of a reachable gate and a world in which `holds` does not hold. */
function exceptions(holds: (gate: Gate, world: World) => boolean): unknown[] {
  const broken: unknown[] = [];
  for (const gate of gates)
    for (const world of WORLDS) if (!holds(gate, world) && broken.length < 3) broken.push({ gate, world });
  return broken;
}

describe('the gate, in every reachable state and every world', () => {
  it('was explored to a fix point that holds every state and every reason', () => {
    expect(WORLDS).toHaveLength(6144);
    expect(new Set(gates.map((gate) => gate.state))).toEqual(new Set(['closed', 'opening', 'open', 'closing-in-call']));
    const closedFor = gates.flatMap((gate) => (gate.state === 'closed' ? [gate.reason] : []));
    expect(new Set(closedFor)).toEqual(new Set(GATE_REASONS));
  });

  it('says why it is closed exactly when something that must hold does not', () => {
    for (const world of WORLDS) expect(whyClosed(inputsAt(world, NOW)) === null).toBe(mayOpen(world));
  });

  it('is open or opening only when everything holds', () => {
    expect(exceptions((gate, world) => !isOpenish(nextGate(gate, inputsAt(world, NOW))) || mayOpen(world))).toEqual([]);
  });

  it('comes to rest at open exactly when all holds and the phone is registered', () => {
    expect(
      exceptions((gate, world) => {
        const isOpen = settled(gate, world, NOW).state === 'open';
        return isOpen === (mayOpen(world) && world.registered);
      }),
    ).toEqual([]);
  });

  it('only says that it connects again when an open phone loses its registration, also in a call', () => {
    for (const inCall of [false, true])
      expect(nextGate({ state: 'open' }, inputsAt({ ...GOOD, registered: false, inCall }, NOW))).toEqual({
        state: 'opening',
      });
  });

  it('lets a call be finished whose phone lost its registration before it had to close', () => {
    const world = { ...GOOD, registered: false, inCall: true, verdict: 'blocked' } as const;
    expect(nextGate({ state: 'opening' }, inputsAt(world, NOW))).toMatchObject({ state: 'closing-in-call' });
  });

  it('closes in one step, unless a call in hand may be finished', () => {
    expect(
      exceptions((gate, world) => {
        if (mayOpen(world)) return true;
        const after = nextGate(gate, inputsAt(world, NOW));
        const finishing = world.inCall && world.inCallRule.mode === 'finish' && gate.state !== 'closed';
        return after.state === 'closed' || (finishing && after.state === 'closing-in-call');
      }),
    ).toEqual([]);
  });

  it('never lets a call begin to be finished from a closed phone', () => {
    expect(
      exceptions(
        (gate, world) => gate.state !== 'closed' || nextGate(gate, inputsAt(world, NOW)).state !== 'closing-in-call',
      ),
    ).toEqual([]);
  });

  it('closes a call for good when nobody is there to finish it: off shift, asleep, left', () => {
    expect(
      exceptions((gate, world) => {
        if (world.enrolled && world.onShift && world.awake) return true;
        return nextGate(gate, inputsAt(world, NOW)).state === 'closed';
      }),
    ).toEqual([]);
  });

  it('ends a finished call, and one that the policy cuts, at once', () => {
    expect(
      exceptions((gate, world) => {
        if (mayOpen(world) || (world.inCall && world.inCallRule.mode === 'finish')) return true;
        return nextGate(gate, inputsAt(world, NOW)).state === 'closed';
      }),
    ).toEqual([]);
  });

  it('never moves a deadline, and is closed once it has passed', () => {
    expect(
      exceptions((gate, world) => {
        if (gate.state !== 'closing-in-call') return true;
        const after = nextGate(gate, inputsAt(world, NOW));
        const late = nextGate(gate, inputsAt(world, gate.deadlineMs));
        return (
          (after.state !== 'closing-in-call' || after.deadlineMs === gate.deadlineMs) &&
          late.state !== 'closing-in-call' &&
          (late.state === 'closed' || mayOpen(world))
        );
      }),
    ).toEqual([]);
  });

  it('shows the reason of now', () => {
    expect(
      exceptions((gate, world) => {
        const after = nextGate(gate, inputsAt(world, NOW));
        return !('reason' in after) || after.reason === whyClosed(inputsAt(world, NOW));
      }),
    ).toEqual([]);
  });

  it('comes to rest in at most two steps, and only on the way to opening in more than one', () => {
    expect(
      exceptions((gate, world) => {
        const once = nextGate(gate, inputsAt(world, NOW));
        const twice = nextGate(once, inputsAt(world, NOW));
        const thrice = nextGate(twice, inputsAt(world, NOW));
        const cascades = once.state === 'opening' && twice.state === 'open';
        return relative(thrice, 0) === relative(twice, 0) && (cascades || relative(twice, 0) === relative(once, 0));
      }),
    ).toEqual([]);
  });

  it('never wedges: from anywhere it opens when all is well, and closes when it is not', () => {
    for (const gate of gates) {
      expect(settled(gate, GOOD, NOW)).toEqual({ state: 'open' });
      expect(settled(gate, { ...GOOD, verdict: 'grace' }, NOW)).toEqual({ state: 'open' });
      expect(settled(gate, { ...GOOD, verdict: 'blocked' }, NOW)).toEqual({ state: 'closed', reason: 'blocked' });
    }
  });

  it('takes each row of its table somewhere', () => {
    const taken = new Set<string>();
    for (const gate of gates)
      for (const world of WORLDS) taken.add(`${gate.state} -> ${nextGate(gate, inputsAt(world, NOW)).state}`);
    for (const row of GATE_TRANSITIONS) expect(taken).toContain(`${row.from} -> ${row.to}`);
    const rows = new Set(GATE_TRANSITIONS.map((row) => `${row.from} -> ${row.to}`));
    const moves = [...taken].filter((move) => move.split(' -> ')[0] !== move.split(' -> ')[1]);
    expect(new Set(moves)).toEqual(rows);
  });

  it('asks to be woken by whatever ends by itself', () => {
    expect(
      exceptions((gate, world) => {
        const after = settled(gate, world, NOW);
        const wakes = gateWakesAt(after, inputsAt(world, NOW));
        if (after.state === 'closed') return wakes === null;
        return wakes !== null && wakes > NOW && !isOpenish(nextGate(after, { ...inputsAt(world, NOW), nowMs: wakes }));
      }),
    ).toEqual([]);
  });
});

describe('the gate, when its clock goes wrong', () => {
  it.each([Number.NaN, Infinity, -Infinity])('is closed at the time %s', (nowMs) => {
    const open = exceptions((gate, world) => {
      const lease = world.lease === 'none' ? null : { epoch: 1, endsAtMs: NOW + TICK_MS };
      return nextGate(gate, { ...world, nowMs, lease }).state === 'closed';
    });
    expect(open).toEqual([]);
  });

  it.each([Number.NaN, Infinity])('is closed under a lease that ends at %s', (endsAtMs) => {
    const inputs = { ...inputsAt(GOOD, NOW), lease: { epoch: 1, endsAtMs } };
    for (const gate of gates) expect(nextGate(gate, inputs).state).toBe('closed');
  });

  it('never puts a deadline off, and never leaves more than the policy’s time, when the clock goes back', () => {
    for (const backMs of [TICK_MS, 2 * TICK_MS, 3_600_000])
      expect(
        exceptions((gate, world) => {
          if (gate.state !== 'closing-in-call') return true;
          const after = nextGate(gate, inputsAt(world, NOW - backMs));
          if (after.state !== 'closing-in-call') return true;
          const leftMs = after.deadlineMs - (NOW - backMs);
          return after.deadlineMs <= gate.deadlineMs && leftMs <= FINISH.maxSeconds * 1000;
        }),
      ).toEqual([]);
  });

  it('does not take a lease for live that has more left than any lease may have', () => {
    const inputs = inputsAt(GOOD, NOW);
    const lease = { epoch: 1, endsAtMs: NOW + 900_000 };
    expect(whyClosed({ ...inputs, lease })).toBeNull();
    expect(whyClosed({ ...inputs, lease, nowMs: NOW - 1 })).toBe('lease-ended');
  });

  it('has the same gates to offer when time also runs backwards', () => {
    const wild = reachable([-2 * TICK_MS, -TICK_MS, 0, TICK_MS, 5 * TICK_MS]);
    expect(wild.filter((gate) => gate.state === 'closing-in-call').map((gate) => gate.deadlineMs - NOW)).not.toContain(
      FINISH.maxSeconds * 1000 + TICK_MS,
    );
    expect(new Set(wild.map((gate) => gate.state)).size).toBe(4);
  });
});

describe('the gate’s reasons, most fundamental first', () => {
  const nothing: World = { ...GOOD, enrolled: false, onShift: false, awake: false, verdict: 'blocked', lease: 'none' };
  it.each([
    [nothing, 'not-enrolled'],
    [{ ...nothing, enrolled: true }, 'off-shift'],
    [{ ...nothing, enrolled: true, onShift: true }, 'asleep'],
    [{ ...GOOD, hasPolicy: false, verdict: null }, 'no-policy'],
    [{ ...GOOD, verdict: null }, 'measuring'],
    [{ ...GOOD, verdict: 'blocked', revoked: true }, 'blocked'],
    [{ ...GOOD, revoked: true }, 'revoked'],
    [{ ...GOOD, lease: 'ended' }, 'lease-ended'],
    [{ ...GOOD, lease: 'none', leaseEnded: true }, 'lease-ended'],
    [{ ...GOOD, lease: 'none' }, 'waiting-for-server'],
  ] as const)('case %#: %s', (world, reason) => {
    expect(whyClosed(inputsAt(world, NOW))).toBe(reason);
  });

  it('cuts a call when the policy turns from finishing to cutting', () => {
    const closing: Gate = { state: 'closing-in-call', reason: 'blocked', deadlineMs: NOW + TICK_MS };
    const world = { ...GOOD, verdict: 'blocked', inCall: true } as const;
    expect(nextGate(closing, inputsAt({ ...world, inCallRule: FINISH }, NOW))).toBe(closing);
    expect(nextGate(closing, inputsAt({ ...world, inCallRule: CUT }, NOW)).state).toBe('closed');
  });
});
