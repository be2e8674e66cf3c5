import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { canonicalJson } from '../../../core/canonical-json.ts';

/**
 * A policy as a flat map from path to value, so that two can be compared and merged value by value.
 * A list's entries are addressed by what they are about (`web.block:example.com`), never by position.
 */
export type PolicyLeaves = ReadonlyMap<string, unknown>;

export function policyLeaves(document: PolicyDocument): PolicyLeaves {
  const leaves = new Map<string, unknown>();
  const { checks, web, phone, privacy, ...top } = document;
  for (const [key, value] of Object.entries(top)) leaves.set(key, value);
  for (const [check, rule] of Object.entries(checks)) {
    if (rule === undefined) continue;
    leaves.set(`checks.${check}`, true);
    leaves.set(`checks.${check}.level`, rule.level);
    leaves.set(`checks.${check}.graceSeconds`, rule.graceSeconds);
    for (const [name, value] of Object.entries(rule.parameters))
      leaves.set(`checks.${check}.parameters.${name}`, value);
  }
  leaves.set('web.home', web.home);
  for (const entry of web.block) leaves.set(`web.block:${entry.host}`, { category: entry.category, why: entry.why });
  for (const host of web.allow) leaves.set(`web.allow:${host}`, true);
  leaves.set('phone.leaseSeconds', phone.leaseSeconds);
  leaves.set('phone.inCall', phone.inCall);
  leaves.set('phone.emergencyNumbers', phone.emergencyNumbers);
  leaves.set('privacy.reportBlockedSites', privacy.reportBlockedSites);
  return leaves;
}

/** The document that has these leaves. The inverse of `policyLeaves`, up to the order of hosts. Not validated. */
export function policyFromLeaves(leaves: PolicyLeaves): unknown {
  const document: Record<string, unknown> = { checks: {}, web: { block: [], allow: [] }, phone: {}, privacy: {} };
  const checks = document['checks'] as Record<string, Record<string, unknown>>;
  const web = document['web'] as { block: object[]; allow: string[] };
  for (const [path, value] of leaves) {
    if (path.startsWith('web.block:')) web.block.push({ host: path.slice('web.block:'.length), ...(value as object) });
    else if (path.startsWith('web.allow:')) web.allow.push(path.slice('web.allow:'.length));
    else if (/^checks\.\w+$/.test(path)) checks[path.slice('checks.'.length)] ??= { parameters: {} };
    else setPath(document, path.split('.'), value);
  }
  return document;
}

function setPath(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length === 0) target[key] = value;
  else setPath((target[key] ??= {}) as Record<string, unknown>, rest, value);
}

export function sameValue(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  // Half-typed numbers are NaN, which canonical JSON rightly refuses.
  if (Number.isNaN(a) || Number.isNaN(b)) return Object.is(a, b);
  return canonicalJson(a) === canonicalJson(b);
}
