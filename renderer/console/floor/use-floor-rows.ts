import { useMemo, useState } from 'react';
import type { DeviceRow } from '../../../core/wire/console.ts';
import { matchesFloor } from './floor-filter.ts';
import type { FloorGroup } from './floor-group.ts';
import { floorComparator, type FloorSort } from './floor-order.ts';
import { settleOrder } from './settled-order.ts';

interface FloorQuestion {
  readonly group: FloorGroup | null;
  readonly search: string;
  readonly sort: FloorSort;
  /** The pointer or the keyboard is in the table. */
  readonly isHeld: boolean;
}

interface FloorRows {
  readonly shown: readonly DeviceRow[];
  /** What is shown is not in the order in which it would be now. */
  readonly isBehind: boolean;
  readonly settle: () => void;
}

/** The rows as they were last drawn, and for which question. */
interface Settled {
  readonly question: string;
  readonly ids: readonly string[];
}

const compareNames = new Intl.Collator(undefined, { numeric: true }).compare;

/** The rows to show. What they say is always of now; where they are changes only while nobody points at them. */
export function useFloorRows(devices: readonly DeviceRow[], { group, search, sort, isHeld }: FloorQuestion): FloorRows {
  const [settledAt, setSettledAt] = useState(0);
  const byId = useMemo(() => new Map<string, DeviceRow>(devices.map((row) => [row.deviceId, row])), [devices]);
  const wanted = useMemo(
    () =>
      devices
        .filter((row) => matchesFloor(row, group, search))
        .sort(floorComparator(sort, compareNames))
        .map((row) => row.deviceId),
    [devices, group, search, sort],
  );
  // A question that somebody has just asked is answered at once, wherever the pointer is.
  const question = `${group}|${sort}|${settledAt}|${search}`;
  const [before, setBefore] = useState<Settled>({ question, ids: wanted });
  const { ids, isBehind } = settleOrder(before.ids, wanted, {
    isHeld: isHeld && before.question === question,
    exists: (id) => byId.has(id),
  });
  // Kept while drawing, not after: nobody ever sees the rows in an order that is taken back.
  if (before.question !== question || !isSame(before.ids, ids)) setBefore({ question, ids });
  const shown = ids.flatMap((id) => byId.get(id) ?? []);
  return { shown, isBehind, settle: () => setSettledAt((count) => count + 1) };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((id, at) => id === b[at]));
}
