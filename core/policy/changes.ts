import { canonicalJson } from '../canonical-json.ts';
import type { PolicyDocument } from './schema.ts';

export interface PolicyChange {
  /** As in checks.vpn.level. */
  readonly field: string;
  /** undefined: not there. */
  readonly before: unknown;
  readonly after: unknown;
  /** What it does to the lock, where that can be said of the field alone. */
  readonly direction: 'stricter' | 'looser' | 'other';
}

/** Everything that differs, in the order of the fields' names. Lists are compared as wholes, except that of audiences, which are compared by name. */
export function changesOf(before: PolicyDocument, after: PolicyDocument): readonly PolicyChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((field): PolicyChange[] => {
    const [was, is] = [old.get(field), now.get(field)];
    if (was !== undefined && is !== undefined && canonicalJson(was) === canonicalJson(is)) return [];
    return [{ field, before: was, after: is, direction: directionOf(field, was, is) }];
  });
}

function leavesOf(document: PolicyDocument): ReadonlyMap<string, unknown> {
  const leaves = new Map<string, unknown>();
  const { audiences, ...rest } = document;
  collect('', rest, leaves);
  for (const { name, ...audience } of audiences) collect(`audiences.${name}`, audience, leaves);
  return leaves;
}

function collect(path: string, value: unknown, into: Map<string, unknown>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    into.set(path, value);
    return;
  }
  for (const [key, item] of Object.entries(value))
    if (item !== undefined) collect(path === '' ? key : `${path}.${key}`, item, into);
}

const LEVELS = ['observe', 'warn', 'block'];

function directionOf(field: string, before: unknown, after: unknown): PolicyChange['direction'] {
  if (/(^|\.)checks\.\w+\.(level|whenUnknown|whenUnsupported)$/.test(field))
    return rising(LEVELS.indexOf(String(after)) - LEVELS.indexOf(String(before)));
  if (/(^|\.)checks\.\w+\.graceSeconds$/.test(field)) return rising(Number(before ?? 0) - Number(after ?? 0));
  if (field === 'phone.leaseSeconds') return rising(Number(before) - Number(after));
  if (field === 'publishing.twoPeople') return after === true ? 'stricter' : 'looser';
  return 'other';
}

function rising(by: number): PolicyChange['direction'] {
  return by > 0 ? 'stricter' : by < 0 ? 'looser' : 'other';
}
