/** What is on screen: which rows, in which order, and whether that is no longer what it would be now. */
export interface SettledOrder {
  readonly ids: readonly string[];
  readonly isBehind: boolean;
}

/**
 * Nothing moves under the pointer: while `isHeld`, rows keep their places. Those that exist no longer go (there is
 * nothing left to show), newcomers come last, and the rest waits until the pointer leaves or somebody asks.
 */
export function settleOrder(
  before: readonly string[],
  wanted: readonly string[],
  options: { readonly isHeld: boolean; readonly exists: (id: string) => boolean },
): SettledOrder {
  if (!options.isHeld) return { ids: wanted, isBehind: false };
  const kept = before.filter((id) => options.exists(id));
  const known = new Set(kept);
  const ids = [...kept, ...wanted.filter((id) => !known.has(id))];
  const isBehind = ids.length !== wanted.length || ids.some((id, at) => id !== wanted[at]);
  return { ids, isBehind };
}
