import type { Gate, GateInputs } from '../../../core/gate/gate.ts';

export const TICK_MS = 1000;
/** Three ticks to finish a call in: enough for a deadline to be far, near and here. */
export const FINISH = { mode: 'finish', maxSeconds: 3 } as const;
export const CUT = { mode: 'cut' } as const;

type Lease = 'none' | 'live' | 'ended';

export interface World extends Omit<GateInputs, 'nowMs' | 'lease'> {
  readonly lease: Lease;
}

const BOTH = [false, true] as const;

/** Every world that the gate can tell from another: 6,144 of them. */
export const WORLDS: readonly World[] = BOTH.flatMap((enrolled) =>
  BOTH.flatMap((onShift) =>
    BOTH.flatMap((awake) =>
      ([null, 'compliant', 'grace', 'blocked'] as const).flatMap((verdict) =>
        BOTH.flatMap((hasPolicy) =>
          (['none', 'live', 'ended'] as const).flatMap((lease) =>
            BOTH.flatMap((revoked) =>
              BOTH.flatMap((leaseEnded) =>
                BOTH.flatMap((registered) =>
                  BOTH.flatMap((inCall) =>
                    [CUT, FINISH].map((inCallRule) => ({
                      enrolled,
                      onShift,
                      awake,
                      verdict,
                      hasPolicy,
                      lease,
                      revoked,
                      leaseEnded,
                      registered,
                      inCall,
                      inCallRule,
                    })),
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  ),
);

export const GOOD: World = {
  enrolled: true,
  onShift: true,
  awake: true,
  verdict: 'compliant',
  hasPolicy: true,
  lease: 'live',
  revoked: false,
  leaseEnded: false,
  registered: true,
  inCall: false,
  inCallRule: FINISH,
};

/** The world as the gate sees it at a moment. A live lease has two ticks left. */
export function inputsAt(world: World, nowMs: number): GateInputs {
  const endsAtMs = { none: 0, live: nowMs + 2 * TICK_MS, ended: nowMs };
  return { ...world, nowMs, lease: world.lease === 'none' ? null : { epoch: 1, endsAtMs: endsAtMs[world.lease] } };
}

/** What must hold for the phone to be open, written apart from the gate's own code. */
export function mayOpen(world: World): boolean {
  const isFit = world.verdict === 'compliant' || world.verdict === 'grace';
  return (
    world.enrolled &&
    world.onShift &&
    world.awake &&
    world.hasPolicy &&
    isFit &&
    !world.revoked &&
    world.lease === 'live'
  );
}

/** The same gate with its deadline told from now, so that gates at different times can be compared. */
export function relative(gate: Gate, nowMs: number): string {
  return JSON.stringify(gate.state === 'closing-in-call' ? { ...gate, deadlineMs: gate.deadlineMs - nowMs } : gate);
}
