import { canonicalHost } from '../../url/canonical-host.ts';
import { createSafeRegex, type SafeRegex } from '../../regex/safe-regex.ts';
import type { HostCondition, HostSet } from '../rule.ts';

interface GrowingHostSet {
  readonly hosts: string[];
  readonly entities: string[];
  readonly regexes: SafeRegex[];
}

/** Reads `a.com|~b.a.com|c.*` (`domain=`, `from=`, `to=`). `undefined` when a name can't be read: half a condition is none. */
export function readHostCondition(value: string): HostCondition | undefined {
  const include: GrowingHostSet = { hosts: [], entities: [], regexes: [] };
  const exclude: GrowingHostSet = { hosts: [], entities: [], regexes: [] };
  for (const item of splitNames(value)) {
    const negated = item.startsWith('~');
    if (!readName(negated ? item.slice(1) : item, negated ? exclude : include)) return undefined;
  }
  const condition = { include: withIndex(include), exclude: withIndex(exclude) };
  return isEmpty(condition.include) && isEmpty(condition.exclude) ? undefined : condition;
}

/** Beyond this many names a set is quicker than a walk. */
const MANY = 8;

function withIndex(set: GrowingHostSet): HostSet {
  return { ...set, index: set.hosts.length > MANY ? new Set(set.hosts) : null };
}

function isEmpty(set: HostSet): boolean {
  return set.hosts.length === 0 && set.entities.length === 0 && set.regexes.length === 0;
}

/** A bar parts names, except inside a regular expression. */
function splitNames(value: string): string[] {
  return (value.match(/~?\/(?:[^/\\]|\\.)+\/(?=\||$)|[^|]+/g) ?? [])
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function readName(name: string, into: GrowingHostSet): boolean {
  if (name.length > 2 && name.startsWith('/') && name.endsWith('/')) {
    const made = createSafeRegex(name.slice(1, -1), true);
    if (made.ok) into.regexes.push(made.regex);
    return made.ok;
  }
  const isEntity = name.endsWith('.*');
  const host = canonicalHost((isEntity ? name.slice(0, -2) : name).replace(/^\*?\./, ''));
  if (host === undefined) return false;
  (isEntity ? into.entities : into.hosts).push(host);
  return true;
}
