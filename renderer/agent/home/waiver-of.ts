import type { ClientView } from '../../../core/ipc/client-view.ts';
import type { Finding } from '../../../core/verdict/schema.ts';

export type ShownWaiver = ClientView['waivers'][number];

/** Its end is announced so long before, or a tenth of its length before, whichever is earlier. */
const ANNOUNCED_MS = 10 * 60_000;

/** The exception that keeps a check from counting; null when none does. */
export function waiverOf(finding: Finding, waivers: readonly ShownWaiver[]): ShownWaiver | null {
  return finding.effect === 'waived' ? (waivers.find(({ id }) => id === finding.decidedBy.waiver) ?? null) : null;
}

/** Whether the line closes soon because an exception ends. */
export function isEndingSoon(finding: Finding, waivers: readonly ShownWaiver[]): boolean {
  if (finding.effect !== 'waived' || finding.level !== 'block' || finding.waiverLeftMs === null) return false;
  const lengthMs = waiverOf(finding, waivers)?.lengthMs ?? 0;
  return finding.waiverLeftMs <= Math.max(ANNOUNCED_MS, lengthMs / 10);
}
