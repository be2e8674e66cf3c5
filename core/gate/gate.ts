import { z } from 'zod';
import type { VerdictState } from '../verdict/schema.ts';

/** Why the phone is closed (or closing), most fundamental first; the agent reads the sentence, never the word. */
export const GATE_REASONS = [
  'not-enrolled',
  'off-shift',
  'asleep',
  'no-policy',
  'measuring',
  'blocked',
  'revoked',
  'lease-ended',
  'waiting-for-server',
] as const;
export const gateReasonSchema = z.enum(GATE_REASONS);
export type GateReason = z.infer<typeof gateReasonSchema>;

export type Gate =
  | { readonly state: 'closed'; readonly reason: GateReason }
  | { readonly state: 'opening' }
  | { readonly state: 'open' }
  | { readonly state: 'closing-in-call'; readonly reason: GateReason; readonly deadlineMs: number };

export type GateState = Gate['state'];

/** A lease on the client's monotonic clock: never a wall-clock time. */
export interface HeldLease {
  readonly epoch: number;
  readonly endsAtMs: number;
}

/** Everything that the gate looks at, as it is now. Times are monotonic milliseconds. */
export interface GateInputs {
  readonly nowMs: number;
  readonly enrolled: boolean;
  readonly onShift: boolean;
  readonly awake: boolean;
  /** null until this shift's first complete measurement was judged. */
  readonly verdict: VerdictState | null;
  readonly hasPolicy: boolean;
  readonly lease: HeldLease | null;
  readonly revoked: boolean;
  /** Whether the server has been out of reach since the last lease ended. */
  readonly leaseEnded: boolean;
  readonly registered: boolean;
  readonly inCall: boolean;
  readonly inCallRule: { readonly mode: 'cut' } | { readonly mode: 'finish'; readonly maxSeconds: number };
}

/** The longest lease that a policy can give (policyDocumentSchema, leaseSchema). */
const MAX_LEASE_MS = 900_000;

/** More time left than any lease has means that the clock went back, so it can't be trusted to end one. NaN is not live. */
function isLive(lease: HeldLease, nowMs: number): boolean {
  const leftMs = lease.endsAtMs - nowMs;
  return leftMs > 0 && leftMs <= MAX_LEASE_MS;
}

/** Why the phone may not be open now; null when it may. The only place where that is decided. */
export function whyClosed(inputs: GateInputs): GateReason | null {
  if (!inputs.enrolled) return 'not-enrolled';
  if (!inputs.onShift) return 'off-shift';
  if (!inputs.awake) return 'asleep';
  if (inputs.verdict === 'blocked') return 'blocked';
  if (!inputs.hasPolicy) return 'no-policy';
  if (inputs.verdict === null) return 'measuring';
  if (inputs.revoked) return 'revoked';
  if (inputs.lease !== null && isLive(inputs.lease, inputs.nowMs)) return null;
  return inputs.leaseEnded || inputs.lease !== null ? 'lease-ended' : 'waiting-for-server';
}

type Condition = 'mayOpen' | 'mayOpenRegistered' | 'mayOpenUnregistered' | 'mayFinishCall' | 'closed' | 'callOver';

interface Transition {
  readonly from: GateState;
  readonly when: Condition;
  readonly to: GateState;
}

/** The whole machine, as data; the first row that fits is taken, and no row means stay. docs/reference/gate.md is drawn from it. */
export const GATE_TRANSITIONS: readonly Transition[] = [
  { from: 'closed', when: 'mayOpen', to: 'opening' },
  { from: 'opening', when: 'mayOpenRegistered', to: 'open' },
  { from: 'opening', when: 'mayFinishCall', to: 'closing-in-call' },
  { from: 'opening', when: 'closed', to: 'closed' },
  { from: 'open', when: 'mayFinishCall', to: 'closing-in-call' },
  { from: 'open', when: 'closed', to: 'closed' },
  { from: 'open', when: 'mayOpenUnregistered', to: 'opening' },
  { from: 'closing-in-call', when: 'mayOpen', to: 'opening' },
  { from: 'closing-in-call', when: 'callOver', to: 'closed' },
];

/** Reasons for which a call in hand may be finished. The others mean that nobody is there to finish it, or that it must stop. */
export const MAY_FINISH: ReadonlySet<GateReason> = new Set(['blocked', 'lease-ended', 'revoked', 'waiting-for-server']);

function holds(condition: Condition, gate: Gate, inputs: GateInputs, why: GateReason | null): boolean {
  switch (condition) {
    case 'mayOpen':
      return why === null;
    case 'mayOpenRegistered':
      return why === null && inputs.registered;
    case 'mayOpenUnregistered':
      return why === null && !inputs.registered;
    case 'mayFinishCall':
      return why !== null && inputs.inCall && finishMs(inputs) > 0 && MAY_FINISH.has(why);
    case 'closed':
      return why !== null;
    case 'callOver':
      if (gate.state !== 'closing-in-call' || why === null) return false;
      return !inputs.inCall || !(inputs.nowMs < gate.deadlineMs) || !(finishMs(inputs) > 0) || !MAY_FINISH.has(why);
  }
}

/** How long a call in hand may go on, in ms; 0 when it may not, or when there is no telling the time. */
function finishMs({ inCallRule, nowMs }: GateInputs): number {
  return inCallRule.mode === 'finish' && Number.isFinite(nowMs) ? inCallRule.maxSeconds * 1000 : 0;
}

/**
 * One step: the gate that follows from the gate before and the world as it is now. Pure. In one unchanged world it rests
 * after at most two steps (closed, opening, open); the caller steps again until nothing changes, so that each is acted on.
 */
export function nextGate(gate: Gate, inputs: GateInputs): Gate {
  const why = whyClosed(inputs);
  const row = GATE_TRANSITIONS.find(
    (transition) => transition.from === gate.state && holds(transition.when, gate, inputs, why),
  );
  switch (row?.to) {
    case undefined:
      return refreshed(gate, inputs, why);
    case 'closed':
      return { state: 'closed', reason: why ?? 'measuring' };
    case 'closing-in-call':
      return { state: 'closing-in-call', reason: why ?? 'blocked', deadlineMs: inputs.nowMs + finishMs(inputs) };
    case 'opening':
      return { state: 'opening' };
    case 'open':
      return { state: 'open' };
  }
}

/** The same state with today's reason. A deadline, once set, never moves later: not by a clock that goes back either. */
function refreshed(gate: Gate, inputs: GateInputs, why: GateReason | null): Gate {
  if (why === null) return gate;
  if (gate.state === 'closed' && gate.reason !== why) return { state: 'closed', reason: why };
  if (gate.state !== 'closing-in-call') return gate;
  const deadlineMs = Math.min(gate.deadlineMs, inputs.nowMs + finishMs(inputs));
  return gate.reason === why && gate.deadlineMs === deadlineMs ? gate : { ...gate, reason: why, deadlineMs };
}

/** When the gate must be looked at again even if nothing happens: monotonic ms, or null. */
export function gateWakesAt(gate: Gate, inputs: GateInputs): number | null {
  if (gate.state === 'closing-in-call') return gate.deadlineMs;
  if (gate.state === 'closed' || inputs.lease === null) return null;
  return inputs.lease.endsAtMs;
}
