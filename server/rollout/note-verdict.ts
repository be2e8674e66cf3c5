import { isNotMeasuredYet } from '../../core/verdict/is-measured.ts';
import type { Verdict } from '../../core/verdict/schema.ts';
import type { Effect } from '../device/effects.ts';
import { judge } from '../device/judge.ts';
import type { CurrentPolicy, PoliciesInForce } from '../policy/current-policy.ts';
import type { Services } from '../services.ts';
import type { DeviceRecord, PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import { haltIfTooMany } from './halt.ts';

interface Judged {
  /** With the facts that it was judged by. */
  readonly device: DeviceRecord;
  readonly person: PersonRecord;
  readonly policies: PoliciesInForce;
  readonly policy: CurrentPolicy;
  readonly verdict: Verdict;
  readonly now: number;
}

/**
 * Remembers that a laptop has a version that is still being rolled out, and whether that version blocks it. To be called
 * in the transaction that gives it the version; halts the rollout when that makes too many.
 */
export async function noteVerdict(services: Services, tx: StoreTx, judged: Judged): Promise<readonly Effect[]> {
  const { device, policies, policy, verdict } = judged;
  const { version } = policy.release;
  if (policies.rolloutOf(version) === null) return [];
  const blocked = await isBlockedByIt(tx, judged);
  const before = await tx.rollouts.given(version, device.id);
  if (before?.blocked === blocked) return [];
  // What it has not looked at yet says nothing new about it.
  if (before !== null && isNotMeasuredYet(verdict)) return [];
  await tx.rollouts.give(version, device, blocked);
  return blocked ? haltIfTooMany(services, tx, policies, version) : [];
}

/** Blocked by this version, where the one that it would have otherwise does not. */
async function isBlockedByIt(
  tx: StoreTx,
  { device, person, policies, policy, verdict, now }: Judged,
): Promise<boolean> {
  if (verdict.state !== 'blocked' || isNotMeasuredYet(verdict) || device.facts === null) return false;
  const before = await policies.of(device, policy.release.version);
  const { facts } = device;
  return (await judge(tx, { device, person, facts, policy: before, now, keepsClock: false })).state !== 'blocked';
}
