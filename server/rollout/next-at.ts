import type { RolloutRecord } from '../store/records.ts';

/** When the next stage begins by itself; null: never. */
export function nextAt({ state, stages, stage, stageAt }: RolloutRecord): number | null {
  const minutes = stages[stage + 1]?.afterMinutes ?? null;
  return state === 'running' && minutes !== null ? stageAt + minutes * 60_000 : null;
}
