import type { DeviceRow } from '../../../core/wire/console.ts';
import { floorGroup, type FloorGroup } from './floor-group.ts';

export const FLOOR_SORTS = ['urgency', 'agent', 'since', 'seen'] as const;
export type FloorSort = (typeof FLOOR_SORTS)[number];

/** Who can't take calls comes first. Ready and in call share a rank, so that nobody moves because a call began. */
const RANK: Readonly<Record<FloorGroup, number>> = {
  closed: 0,
  offline: 1,
  closing: 2,
  ready: 3,
  'in-call': 3,
  'off-shift': 4,
};

/** Compares two rows of the floor. Within a rank of trouble: the longest first; otherwise by name. */
export function floorComparator(
  sort: FloorSort,
  compareNames: (a: string, b: string) => number,
): (a: DeviceRow, b: DeviceRow) => number {
  // ISO 8601 in UTC sorts as text.
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const byAgent = (a: DeviceRow, b: DeviceRow) =>
    compareNames(a.agent.name, b.agent.name) || byText(a.deviceId, b.deviceId);
  const bySince = (a: DeviceRow, b: DeviceRow) => byText(a.sinceAt, b.sinceAt) || byAgent(a, b);
  switch (sort) {
    case 'agent':
      return byAgent;
    case 'since':
      return (a, b) => byText(b.sinceAt, a.sinceAt) || byAgent(a, b);
    case 'seen':
      return (a, b) => byText(b.lastSeenAt ?? '', a.lastSeenAt ?? '') || byAgent(a, b);
    case 'urgency':
      return (a, b) => {
        const rank = RANK[floorGroup(a)];
        return rank - RANK[floorGroup(b)] || (rank <= RANK.closing ? bySince(a, b) : byAgent(a, b));
      };
  }
}
