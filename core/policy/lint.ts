import type { z } from 'zod';
import { inconsistencies } from './consistency.ts';
import { policyDocumentSchema, type PolicyDocument } from './schema.ts';

export interface PolicyProblem {
  /** As in checks.vpn.graceSeconds; empty for the document as a whole. */
  readonly field: string;
  readonly problem: string;
  /** An unknown key, and the keys that would be known there. */
  readonly unknownKey: string | null;
  readonly knownKeys: readonly string[];
}

/** What its author should think about; it can be published all the same. */
export interface PolicyWarning {
  readonly field: string;
  readonly problem: string;
}

export type PolicyLint =
  | { readonly ok: true; readonly document: PolicyDocument; readonly warnings: readonly PolicyWarning[] }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** As large as a policy may be that a laptop still takes (signedPolicySchema). Characters. */
export const MAX_POLICY_LENGTH = 2_000_000;
/** Far deeper than the schema ever goes; what is deeper is refused before anything walks it. */
export const MAX_POLICY_DEPTH = 32;

/** Everything that is wrong with a policy document, by field. `today` is YYYY-MM-DD. */
export function lintPolicy(value: unknown, today: string): PolicyLint {
  if (isDeeperThan(value, MAX_POLICY_DEPTH))
    return { ok: false, problems: [problem('', `is nested more than ${MAX_POLICY_DEPTH} levels deep`)] };
  const parsed = policyDocumentSchema.safeParse(value);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap(problemsOf) };
  const found = inconsistencies(parsed.data, today);
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { ok: false, problems: errors.map((one) => problem(one.field, one.problem)) };
  return {
    ok: true,
    document: parsed.data,
    warnings: found.map((one) => ({ field: one.field, problem: one.problem })),
  };
}

/** Level by level, so that no depth can exhaust the stack; what refers to itself is as deep as it gets. */
function isDeeperThan(value: unknown, limit: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

function problem(field: string, text: string): PolicyProblem {
  return { field, problem: text, unknownKey: null, knownKeys: [] };
}

function problemsOf(issue: z.core.$ZodIssue): PolicyProblem[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [problem(path.join('.'), issue.message)];
  return issue.keys.map((key) => ({
    field: [...path, key].join('.'),
    problem: 'there is no such setting',
    unknownKey: key,
    knownKeys: keysAt(policyDocumentSchema, path),
  }));
}

/** Walks the schema along a path, through what is optional, defaulted or in a list, to the object there. */
function keysAt(root: z.ZodType, path: readonly string[]): readonly string[] {
  let schema: unknown = root;
  for (const step of path) {
    schema = unwrapped(schema);
    const { shape, element } = schema as { shape?: Record<string, unknown>; element?: unknown };
    if (shape !== undefined) schema = shape[step];
    else if (element !== undefined) schema = element;
    else return [];
  }
  const { shape } = unwrapped(schema) as { shape?: Record<string, unknown> };
  return Object.keys(shape ?? {});
}

function unwrapped(schema: unknown): object {
  let inner = (schema ?? {}) as { unwrap?: () => unknown };
  // A list has an `unwrap` too, but what is in it is one step further.
  while (typeof inner.unwrap === 'function' && !('element' in inner)) inner = inner.unwrap() as typeof inner;
  return inner;
}
