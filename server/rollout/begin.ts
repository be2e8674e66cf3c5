import type { RolloutStage } from '../../core/wire/policy-acts.ts';
import type { RolloutRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';

export interface PlannedRollout {
  readonly stages: readonly RolloutStage[];
  /** For each stage: how many laptops in it would be blocked by the version, by the preview. */
  readonly expected: readonly number[];
}

export async function beginRollout(
  tx: StoreTx,
  { version, planned, now }: { readonly version: number; readonly planned: PlannedRollout; readonly now: number },
): Promise<RolloutRecord> {
  const rollout: RolloutRecord = {
    version,
    ...planned,
    stage: 0,
    stageAt: now,
    state: 'running',
    accepted: 0,
    why: null,
  };
  await tx.rollouts.insert(rollout);
  return rollout;
}

/** A newer version ends the rollout of the one before: who has that keeps it until the newer one reaches them. */
export async function supersede(tx: StoreTx, by: number): Promise<void> {
  const open = await tx.rollouts.newest();
  if (open !== null && open.version < by && (open.state === 'running' || open.state === 'halted'))
    await tx.rollouts.update(open.version, { state: 'superseded' });
}
