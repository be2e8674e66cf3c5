import { gateWakesAt, nextGate, whyClosed, type Gate, type GateInputs, type HeldLease } from '../../core/gate/gate.ts';
import type { SipCredential } from '../../core/wire/device.ts';
import type { Clock } from './clock.ts';

/** What a gate that opens or closes asks of the phone. */
export type PhoneOrder =
  | { readonly event: 'phone:opened'; readonly payload: { readonly credential: SipCredential } }
  | { readonly event: 'phone:closed'; readonly payload: { readonly how: 'finish-call' | 'cut' } };

export interface Grant {
  readonly lease: HeldLease;
  readonly credential: SipCredential | null;
}

type World = Omit<GateInputs, 'nowMs' | 'lease' | 'leaseEnded' | 'registered' | 'inCall'>;

export interface GateKeeperDeps {
  readonly clock: Clock;
  /** The world as it is now; asked at every step, so that nothing is decided on yesterday's. */
  readonly world: () => World;
  readonly order: (order: PhoneOrder) => void;
  readonly onChange: () => void;
}

/** Keeps the gate: asks core at each event, and does what a change of the gate means. Decides nothing itself. */
export interface GateKeeper {
  gate(): Gate;
  leaseLeftMs(): number | null;
  /** The epoch of the lease in hand; null without one. */
  leaseEpoch(): number | null;
  phone(): { readonly registered: boolean; readonly inCall: boolean };
  /** Something that the gate looks at has changed. */
  step(): void;
  /** The server's word: a lease with its credential, or null when it gives none. */
  grant(grant: Grant | null): void;
  reportPhone(phone: { readonly registered: boolean; readonly inCall: boolean }): void;
  /** A page that has only now begun to listen gets what an open gate means, again. */
  repeat(): void;
}

/** In one unchanged world the gate rests after two steps; acting on one may change the world once more. */
const MOST_STEPS = 4;

const IDLE = { registered: false, inCall: false } as const;

export function createGateKeeper(deps: GateKeeperDeps): GateKeeper {
  const { clock } = deps;
  let gate: Gate = { state: 'closed', reason: whyClosed(inputsWith(null, false, IDLE)) ?? 'measuring' };
  let held: Grant | null = null;
  let leaseEnded = false;
  let phone: { readonly registered: boolean; readonly inCall: boolean } = IDLE;
  let cancelWake: (() => void) | null = null;

  function inputsWith(lease: HeldLease | null, ended: boolean, status: typeof phone): GateInputs {
    return { ...deps.world(), nowMs: clock.nowMs(), lease, leaseEnded: ended, ...status };
  }
  const inputs = (): GateInputs => inputsWith(held?.lease ?? null, leaseEnded, phone);

  function step(): void {
    const start = gate;
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const before = gate;
      stepOnce();
      if (gate === before) break;
    }
    wakeUp();
    if (gate.state !== start.state || reasonOf(gate) !== reasonOf(start)) deps.onChange();
  }

  function stepOnce(): void {
    const before = gate;
    const now = inputs();
    gate = nextGate(gate, now);
    if (now.lease !== null && now.nowMs >= now.lease.endsAtMs) leaseEnded = true;
    if (gate.state !== before.state) act(before, gate);
    // What was given for one verdict must never open the phone for another.
    if (gate.state === 'closed' || gate.state === 'closing-in-call') held = null;
  }

  function act(before: Gate, after: Gate): void {
    if (after.state === 'closing-in-call') {
      deps.order({ event: 'phone:closed', payload: { how: 'finish-call' } });
    } else if (after.state === 'closed') {
      phone = IDLE;
      deps.order({ event: 'phone:closed', payload: { how: 'cut' } });
    } else if (before.state === 'closed' || before.state === 'closing-in-call') {
      open();
    }
  }

  function open(): void {
    const credential = held?.credential ?? null;
    if (credential !== null) deps.order({ event: 'phone:opened', payload: { credential } });
  }

  function wakeUp(): void {
    cancelWake?.();
    cancelWake = null;
    const at = gateWakesAt(gate, inputs());
    if (at !== null) cancelWake = clock.after(Math.max(0, at - clock.nowMs()), step);
  }

  return {
    gate: () => gate,
    leaseLeftMs: () => (held === null ? null : Math.max(0, held.lease.endsAtMs - clock.nowMs())),
    leaseEpoch: () => held?.lease.epoch ?? null,
    phone: () => phone,
    step,
    grant(grant) {
      const wasOpen = gate.state === 'opening' || gate.state === 'open';
      held = grant;
      leaseEnded = false;
      step();
      if (wasOpen && (gate.state === 'opening' || gate.state === 'open')) open();
    },
    reportPhone(status) {
      phone = gate.state === 'closed' ? { registered: false, inCall: status.inCall } : status;
      step();
    },
    repeat() {
      if (gate.state === 'opening' || gate.state === 'open') open();
    },
  };
}

function reasonOf(gate: Gate): string | null {
  return gate.state === 'closed' || gate.state === 'closing-in-call' ? gate.reason : null;
}
