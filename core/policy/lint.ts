import type { z } from 'zod';
import { policyDocumentSchema, type PolicyDocument } from '../../core/policy/schema.ts';

export interface PolicyProblem {
  /** As in checks.vpn.graceSeconds; empty for the document as a whole. */
  readonly field: string;
  readonly problem: string;
  /** An unknown key, and the keys that would be known there. */
  readonly unknownKey: string | null;
  readonly knownKeys: readonly string[];
}

export type PolicyLint =
  | { readonly ok: true; readonly document: PolicyDocument }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** Everything that is wrong with a policy document, by field. */
export function lintPolicy(value: unknown): PolicyLint {
  const parsed = policyDocumentSchema.safeParse(value);
  if (parsed.success) return { ok: true, document: parsed.data };
  return { ok: false, problems: parsed.error.issues.flatMap(problemsOf) };
}

function problemsOf(issue: z.core.$ZodIssue): PolicyProblem[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys')
    return [{ field: path.join('.'), problem: issue.message, unknownKey: null, knownKeys: [] }];
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
