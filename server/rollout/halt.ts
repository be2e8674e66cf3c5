import type { HaltReason } from '../../core/wire/policy-acts.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import type { Effect } from '../device/effects.ts';
import type { PoliciesInForce } from '../policy/current-policy.ts';
import type { Services } from '../services.ts';
import type { RolloutRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';

/** How many may be blocked of those that have it: what was expected or accepted, and the share that the policy allows. */
export function mostBlocked(rollout: RolloutRecord, stage: number, has: number, haltPercent: number): number {
  return Math.max(rollout.expected[stage] ?? 0, rollout.accepted) + (has * haltPercent) / 100;
}

/** By the rule that holds for those who do not have it yet: a version can't lift the limit that it is rolled out under. */
export async function haltPercentOf(policies: PoliciesInForce): Promise<number> {
  const settled = (await policies.all()).at(-1) ?? policies.newest;
  return settled.release.document.publishing.haltPercent;
}

export async function haltIfTooMany(
  services: Services,
  tx: StoreTx,
  policies: PoliciesInForce,
  version: number,
): Promise<readonly Effect[]> {
  const rollout = await tx.rollouts.of(version);
  if (rollout?.state !== 'running') return [];
  const { has, blocked } = await tx.rollouts.count(version);
  const most = mostBlocked(rollout, rollout.stage, has, await haltPercentOf(policies));
  if (blocked <= most) return [];
  const expected = rollout.expected[rollout.stage] ?? 0;
  return haltByItself(services, tx, rollout, {
    why: 'blocks-more',
    details: { has, blocked, expected },
  });
}

/** Stops where it is: who has it keeps it, nobody else gets it. */
export async function haltByItself(
  services: Services,
  tx: StoreTx,
  { version }: RolloutRecord,
  { why, details }: { readonly why: HaltReason; readonly details: Readonly<Record<string, number>> },
): Promise<readonly Effect[]> {
  await tx.rollouts.update(version, { state: 'halted', why });
  await tx.audit.append({
    at: services.clock.nowMs(),
    actor: 'server',
    action: 'rollout.halted',
    subject: `version ${version}`,
    details: { why, ...details },
  });
  const alerted = await raiseAlert(services, tx, { kind: 'rollout-halted', subject: `version ${version}`, details });
  return [...alerted, { type: 'live', event: { type: 'rollout' } }];
}
