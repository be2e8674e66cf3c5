import type { RolloutStage } from '../../../../core/wire/policy-acts.ts';

/** How a version may reach people. Steps of one's own are for the API; these are what people choose from. */
export const ROLLOUT_WAYS = ['at-once', 'by-hand', 'hourly', 'daily'] as const;
export type RolloutWay = (typeof ROLLOUT_WAYS)[number];

const WAIT_MINUTES: Readonly<Record<Exclude<RolloutWay, 'at-once'>, number | null>> = {
  'by-hand': null,
  hourly: 60,
  daily: 1440,
};
const PERCENTS = [5, 25, 100];

/** null: everybody at once. */
export function stagesOf(way: RolloutWay): RolloutStage[] | null {
  if (way === 'at-once') return null;
  return PERCENTS.map((percent, index) => ({ percent, afterMinutes: index === 0 ? 0 : WAIT_MINUTES[way] }));
}
