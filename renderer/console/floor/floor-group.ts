import type { DeviceRow } from '../../../core/wire/console.ts';

/** The floor's counts: every device is in exactly one. `closing`: takes calls now, but not for long unless something is fixed. */
export const FLOOR_GROUPS = ['closed', 'offline', 'closing', 'ready', 'in-call', 'off-shift'] as const;
export type FloorGroup = (typeof FLOOR_GROUPS)[number];

export function floorGroup(row: Pick<DeviceRow, 'phone' | 'verdict'>): FloorGroup {
  switch (row.phone) {
    case 'closed':
    case 'offline':
    case 'off-shift':
      return row.phone;
    case 'closing':
      return 'closing';
    case 'in-call':
      return row.verdict === 'compliant' ? 'in-call' : 'closing';
    case 'ready':
    case 'opening':
      return row.verdict === 'compliant' ? 'ready' : 'closing';
  }
}

export function countGroups(rows: readonly DeviceRow[]): Readonly<Record<FloorGroup, number>> {
  const counts = { closed: 0, offline: 0, closing: 0, ready: 0, 'in-call': 0, 'off-shift': 0 };
  for (const row of rows) counts[floorGroup(row)] += 1;
  return counts;
}
