import { setImmediate } from 'node:timers/promises';
import { impactOf, type Impact } from '../../core/policy/impact.ts';
import type { PolicyDocument } from '../../core/policy/schema.ts';
import { failingFor } from '../../core/verdict/failing-since.ts';
import type { ActiveWaiver } from '../../core/verdict/waiver.ts';
import { longestFor } from '../device/active-waivers.ts';
import type { Clock } from '../clock.ts';
import type { FactsRow, WaiverRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { ReadPolicies } from './current-policy.ts';

/** So many laptops are read and judged at a stretch: some ms, after which others have their turn. */
const PAGE = 200;

export interface WalkServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly policies: ReadPolicies;
}

/**
 * What a document would do to each laptop, by its last facts and by the version that holds for it now. Page by page, each
 * a look of its own: memory stays flat, nobody else waits for long, and what changes meanwhile may be seen or not.
 */
export async function walkImpact(
  services: WalkServices,
  document: PolicyDocument,
  visit: (row: FactsRow, impact: Impact) => void,
): Promise<void> {
  for (let after: FactsRow['id'] | null = null; ;) {
    const last: FactsRow | undefined = await services.store.read(async (tx) => {
      const rows = await tx.devices.factsAfter(after, PAGE);
      const policies = await services.policies(tx);
      const now = services.clock.nowMs();
      const waivers = await tx.waivers.live(now);
      for (const row of rows) {
        const current = (await policies.of(row)).release.document;
        visit(row, impactOf(deviceOf(row, waivers, now), current, document));
      }
      return rows.at(-1);
    });
    if (last === undefined) return;
    after = last.id;
    await setImmediate();
  }
}

const NONE: readonly ActiveWaiver[] = [];

function deviceOf(row: FactsRow, waivers: readonly WaiverRecord[], now: number) {
  return {
    who: { group: row.group, platform: row.platform },
    facts: row.facts,
    reportedAgoMs: row.reportedAt === null ? null : now - row.reportedAt,
    waivers: waivers.length === 0 ? NONE : longestFor(waivers, row.id, row.group, now),
    failingForMs: failingFor(row.failing, now),
  };
}
