import { CHECK_IDS, type CheckId } from '../checks/catalogue.ts';
import type { FailingForMs } from './evaluate.ts';
import type { Finding } from './schema.ts';

/** When each failing check first failed, in ms on the caller's clock. Survives until the check passes. */
export type FailingSince = { readonly [K in CheckId]?: number };

/** Starts the clock of what newly fails, keeps what still fails, forgets what passes. */
export function updateFailingSince(before: FailingSince, findings: readonly Finding[], nowMs: number): FailingSince {
  const after: Partial<Record<CheckId, number>> = {};
  for (const finding of findings) {
    if (finding.status !== 'pass') after[finding.check] = before[finding.check] ?? nowMs;
  }
  return after;
}

export function failingFor(since: FailingSince, nowMs: number): FailingForMs {
  const result: Partial<Record<CheckId, number>> = {};
  for (const id of CHECK_IDS) {
    const start = since[id];
    if (start !== undefined) result[id] = Math.max(0, nowMs - start);
  }
  return result;
}
