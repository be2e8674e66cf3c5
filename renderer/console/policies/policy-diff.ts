import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { policyLeaves, sameValue, type PolicyLeaves } from './policy-leaves.ts';

/** One value that differs; `undefined` on a side means that it isn't there. */
export interface PolicyChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every value that differs, in the order in which the editor shows them. Empty exactly when nothing changes. */
export function diffPolicies(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  const old = policyLeaves(before);
  const next = policyLeaves(after);
  const changes: PolicyChange[] = [];
  for (const path of new Set([...old.keys(), ...next.keys()])) {
    const change = { path, before: old.get(path), after: next.get(path) };
    if (!sameValue(change.before, change.after)) changes.push(change);
  }
  return changes.filter((change) => !isToldByItsCheck(change, old, next));
}

/** A check that is added or removed is one change; its level, grace and parameters go without saying. */
function isToldByItsCheck({ path, before, after }: PolicyChange, old: PolicyLeaves, next: PolicyLeaves): boolean {
  const check = /^(checks\.\w+)\./.exec(path)?.[1];
  if (check === undefined) return false;
  if (before === undefined) return !old.has(check) && path !== `${check}.level` && path !== `${check}.graceSeconds`;
  return after === undefined && !next.has(check);
}

const LEVEL_STRENGTH: Readonly<Record<string, number>> = { observe: 0, warn: 1, block: 2 };

/** Which way a change goes, as far as that can be said. A looser one is marked for whoever reviews it. */
export function directionOf({ path, before, after }: PolicyChange): 'looser' | 'tighter' | 'neutral' {
  const rising = (isTighter: boolean): 'looser' | 'tighter' => (isTighter ? 'tighter' : 'looser');
  if (path.endsWith('.level') && typeof before === 'string' && typeof after === 'string')
    return rising((LEVEL_STRENGTH[after] ?? 0) > (LEVEL_STRENGTH[before] ?? 0));
  if (/^checks\.\w+$/.test(path)) return rising(after !== undefined);
  if (path.startsWith('web.block:'))
    return before !== undefined && after !== undefined ? 'neutral' : rising(after !== undefined);
  if (path.startsWith('web.allow:')) return rising(after === undefined);
  if (path === 'phone.inCall') return inCallDirection(before, after);
  if (typeof before === 'number' && typeof after === 'number') return rising(after < before);
  if (path.endsWith('.allowEndOfLife')) return rising(after === false);
  if (path.endsWith('.requireFullTunnel')) return rising(after === true);
  return 'neutral';
}

function inCallDirection(before: unknown, after: unknown): 'looser' | 'tighter' {
  return finishSeconds(after) > finishSeconds(before) ? 'looser' : 'tighter';
}

function finishSeconds(inCall: unknown): number {
  const rule = inCall as PolicyDocument['phone']['inCall'];
  return rule.mode === 'finish' ? rule.maxSeconds : 0;
}
