import { canonicalJson } from '../canonical-json.ts';
import type { PolicyDocument } from './schema.ts';

/**
 * A policy as a flat map from path to value, so that two can be compared and merged value by value.
 * A list's entries are addressed by what they are about (`web.block:example.com`, `audiences.Cards`), never by position.
 */
export type PolicyLeaves = ReadonlyMap<string, unknown>;

export function policyLeaves(document: PolicyDocument): PolicyLeaves {
  const leaves = new Map<string, unknown>();
  const { checks, audiences, web, phone, shift, privacy, publishing, ...top } = document;
  for (const [key, value] of Object.entries(top)) leaves.set(key, value);
  addRules('', checks, leaves);
  for (const { name, checks: own, ...audience } of audiences) {
    const at = `audiences.${segment(name)}`;
    leaves.set(at, true);
    for (const [key, value] of Object.entries(audience)) leaves.set(`${at}.${key}`, value);
    addRules(`${at}.`, own, leaves);
  }
  const { block, allow, lists, ...plainWeb } = web;
  for (const [key, value] of Object.entries(plainWeb)) if (value !== undefined) leaves.set(`web.${key}`, value);
  if (lists !== undefined) leaves.set('web.lists.categories', lists.categories);
  for (const { host, ...entry } of block) leaves.set(`web.block:${host}`, entry);
  for (const host of allow) leaves.set(`web.allow:${host}`, true);
  for (const [room, values] of Object.entries({ phone, shift, privacy, publishing }))
    for (const [key, value] of Object.entries(values)) leaves.set(`${room}.${key}`, value);
  return leaves;
}

function addRules(prefix: string, checks: PolicyDocument['checks'], leaves: Map<string, unknown>): void {
  for (const [check, rule] of Object.entries(checks)) {
    if (rule === undefined) continue;
    const at = `${prefix}checks.${check}`;
    leaves.set(at, true);
    const { parameters, ...others } = rule;
    for (const [key, value] of Object.entries(others)) leaves.set(`${at}.${key}`, value);
    addParameters(`${at}.parameters`, parameters, leaves);
  }
}

/** Lists are values; objects, one for each system for instance, are places. */
function addParameters(at: string, value: object, leaves: Map<string, unknown>): void {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner))
      addParameters(`${at}.${key}`, inner as object, leaves);
    else leaves.set(`${at}.${key}`, inner);
  }
}

/** A name as one part of a path, whatever is in it. */
export function segment(name: string): string {
  return encodeURIComponent(name).replaceAll('.', '%2E');
}

/** The inverse of `segment`. */
export function nameOfSegment(text: string): string {
  return decodeURIComponent(text);
}

/** The document that has these leaves. The inverse of `policyLeaves`, up to the order of lists by name. Not validated. */
export function policyFromLeaves(leaves: PolicyLeaves): unknown {
  const document: Record<string, unknown> = { checks: {}, web: { block: [], allow: [] } };
  const web = document['web'] as { block: object[]; allow: string[] };
  // One that a side took out while the other changed something in it has no name, and so is no audience: people decide.
  const audiences: Record<string, Record<string, unknown>> = {};
  for (const [path, value] of leaves) {
    const audience = /^audiences\.([^.]+)$/u.exec(path)?.[1];
    if (path.startsWith('web.block:')) web.block.push({ host: path.slice('web.block:'.length), ...(value as object) });
    else if (path.startsWith('web.allow:')) web.allow.push(path.slice('web.allow:'.length));
    else if (audience !== undefined) (audiences[audience] ??= { checks: {} })['name'] = nameOfSegment(audience);
    else if (!/(^|\.)checks\.\w+$/u.test(path)) place(document, audiences, path, value);
  }
  return { ...document, audiences: Object.values(audiences) };
}

function place(
  document: Record<string, unknown>,
  audiences: Record<string, Record<string, unknown>>,
  path: string,
  value: unknown,
): void {
  const [room = '', name = '', ...rest] = path.split('.');
  if (room === 'audiences') setPath((audiences[name] ??= { checks: {} }), rest, value);
  else setPath(document, path.split('.'), value);
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
