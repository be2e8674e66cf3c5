import type { PrivacyView } from '../../../core/ipc/client-view.ts';

export type Measured = PrivacyView['measured'][number];

/** Looks by the fact that they were for, in the order in which each fact first came. */
export function groupMeasured(
  measured: readonly Measured[],
): readonly { readonly fact: string; readonly looks: readonly Measured[] }[] {
  const groups = new Map<string, Measured[]>();
  for (const look of measured) {
    const group = groups.get(look.fact);
    if (group === undefined) groups.set(look.fact, [look]);
    else group.push(look);
  }
  return [...groups].map(([fact, looks]) => ({ fact, looks }));
}
