import { policyDocumentSchema, type PolicyDocument } from '../../../core/policy/schema.ts';
import { policyFromLeaves, policyLeaves, sameValue } from '../../../core/policy/policy-leaves.ts';

export interface RebasedPolicy {
  readonly document: PolicyDocument;
  /** What both changed, to different values. Ours is kept, and the person is told. */
  readonly overlaps: readonly string[];
}

/**
 * Puts our changes (from `base` to `mine`) on top of `theirs`, so that publishing never undoes what somebody else
 * published meanwhile. null when the two can't be put together; the person then decides in the editor.
 */
export function rebasePolicy(base: PolicyDocument, mine: PolicyDocument, theirs: PolicyDocument): RebasedPolicy | null {
  const [old, ours, other] = [policyLeaves(base), policyLeaves(mine), policyLeaves(theirs)];
  const merged = new Map<string, unknown>();
  const overlaps: string[] = [];
  for (const path of new Set([...other.keys(), ...ours.keys(), ...old.keys()])) {
    const weChanged = !sameValue(old.get(path), ours.get(path));
    const value = weChanged ? ours.get(path) : other.get(path);
    if (weChanged && !sameValue(old.get(path), other.get(path)) && !sameValue(value, other.get(path)))
      overlaps.push(path);
    if (value !== undefined) merged.set(path, value);
  }
  const parsed = policyDocumentSchema.safeParse(policyFromLeaves(merged));
  return parsed.success ? { document: parsed.data, overlaps } : null;
}
