import type { PolicyDocument } from './schema.ts';
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

/** A check or an audience that is added or removed is one change; what it holds goes without saying, but for what a new check does. */
function isToldByItsCheck({ path, before, after }: PolicyChange, old: PolicyLeaves, next: PolicyLeaves): boolean {
  const audience = /^(audiences\.[^.]+)\./u.exec(path)?.[1];
  if (audience !== undefined && after === undefined && !next.has(audience)) return true;
  if (audience !== undefined && !old.has(audience) && Array.isArray(after) && after.length === 0) return true;
  const check = /^((?:audiences\.[^.]+\.)?checks\.\w+)\./u.exec(path)?.[1];
  if (check === undefined) return false;
  if (before === undefined) return !old.has(check) && path !== `${check}.level` && path !== `${check}.graceSeconds`;
  return after === undefined && !next.has(check);
}

const LEVEL_STRENGTH: Readonly<Record<string, number>> = { observe: 0, warn: 1, block: 2 };

/** Which way a change goes, as far as that can be said. A looser one is marked for whoever reviews it. */
export function directionOf({ path, before, after }: PolicyChange): 'looser' | 'tighter' | 'neutral' {
  const rising = (isTighter: boolean): 'looser' | 'tighter' => (isTighter ? 'tighter' : 'looser');
  if (/\.(level|whenUnknown|whenUnsupported)$/u.test(path) && typeof before === 'string' && typeof after === 'string')
    return rising((LEVEL_STRENGTH[after] ?? 0) > (LEVEL_STRENGTH[before] ?? 0));
  if (/^checks\.\w+$/u.test(path)) return rising(after !== undefined);
  if (path.startsWith('web.block:'))
    return before !== undefined && after !== undefined ? 'neutral' : rising(after !== undefined);
  if (path.startsWith('web.allow:')) return rising(after === undefined);
  if (path === 'web.mode') return rising(after === 'allow-only');
  if (path === 'web.protectedNames') return reversed(listDirection(before ?? [], after ?? []));
  if (path === 'web.lists.categories') return categoriesDirection(before, after);
  if (path === 'phone.inCall') return inCallDirection(before, after);
  if (path === 'publishing.twoPeople') return rising(after === true);
  const name = /\.parameters\.(?:.+\.)?(\w+)$/u.exec(path)?.[1];
  return name === undefined ? plainDirection(path, before, after) : parameterDirection(name, before, after);
}

function plainDirection(path: string, before: unknown, after: unknown): 'looser' | 'tighter' | 'neutral' {
  if (typeof before !== 'number' || typeof after !== 'number') return 'neutral';
  if (path.startsWith('shift.')) return 'neutral';
  return after < before ? 'tighter' : 'looser';
}

/** A parameter's name says which way it goes: what is required, what is allowed, how much at least and how much at most. */
function parameterDirection(name: string, before: unknown, after: unknown): 'looser' | 'tighter' | 'neutral' {
  const isAllowing = /^(allow|accept)/u.test(name);
  if (typeof after === 'boolean') return after === isAllowing ? 'looser' : 'tighter';
  if (isAllowing && Array.isArray(after)) return listDirection(before, after);
  if (typeof before !== 'number' || typeof after !== 'number') return 'neutral';
  return after > before === name.startsWith('min') ? 'tighter' : 'looser';
}

type Direction = 'looser' | 'tighter' | 'neutral';

/** Left out, every kind is blocked. */
function categoriesDirection(before: unknown, after: unknown): Direction {
  if (before === undefined || after === undefined) return after === undefined ? 'tighter' : 'looser';
  return reversed(listDirection(before, after));
}

function reversed(direction: Direction): Direction {
  if (direction === 'neutral') return direction;
  return direction === 'looser' ? 'tighter' : 'looser';
}

/** Only adding is looser and only taking away is stricter; anything else has to be read. */
function listDirection(before: unknown, after: unknown): Direction {
  if (!Array.isArray(before) || !Array.isArray(after)) return 'neutral';
  const added = after.some((value: unknown) => !before.includes(value));
  const gone = before.some((value: unknown) => !after.includes(value));
  if (added === gone) return 'neutral';
  return added ? 'looser' : 'tighter';
}

function inCallDirection(before: unknown, after: unknown): 'looser' | 'tighter' {
  return finishSeconds(after) > finishSeconds(before) ? 'looser' : 'tighter';
}

function finishSeconds(inCall: unknown): number {
  const rule = inCall as PolicyDocument['phone']['inCall'];
  return rule.mode === 'finish' ? rule.maxSeconds : 0;
}
