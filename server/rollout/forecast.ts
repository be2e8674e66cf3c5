import type { PolicyDocument } from '../../core/policy/schema.ts';
import type { RolloutStage } from '../../core/wire/policy-acts.ts';
import { walkImpact, type WalkServices } from '../policy/walk.ts';
import { placeOf } from './reach.ts';

interface Planned {
  readonly document: PolicyDocument;
  readonly version: number;
  readonly stages: readonly RolloutStage[];
}

/** For each stage: how many laptops in it the preview says would be blocked. */
export async function expectedBlocked(
  services: WalkServices,
  { document, version, stages }: Planned,
): Promise<readonly number[]> {
  const counts = stages.map(() => 0);
  await walkImpact(services, document, ({ id }, { change }) => {
    if (change !== 'newly-blocked') return;
    const place = placeOf(id, version);
    for (const [index, { percent }] of stages.entries()) if (place < percent) counts[index] = (counts[index] ?? 0) + 1;
  });
  return counts;
}

/** Whom a step would reach that do not have the version yet, and how many of them it would block. */
export async function forecast(
  services: WalkServices,
  { document, version }: Pick<Planned, 'document' | 'version'>,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ readonly reached: number; readonly blocked: number }> {
  let [reached, blocked] = [0, 0];
  await walkImpact(services, document, ({ id }, { change }) => {
    const place = placeOf(id, version);
    if (place < from || place >= to) return;
    reached += 1;
    if (change === 'newly-blocked') blocked += 1;
  });
  return { reached, blocked };
}
