import { policyDocumentSchema, type PolicyDocument } from '../../../core/policy/schema.ts';

/** What keeps a draft from being published: where, and in the schema's words. */
export interface PolicyIssue {
  readonly path: string;
  readonly message: string;
}

export type PolicyCheck =
  | { readonly document: PolicyDocument; readonly issues: readonly [] }
  | { readonly document: null; readonly issues: readonly PolicyIssue[] };

/** Holds anything against the policy's schema, naming every field that does not fit. */
export function checkPolicy(value: unknown): PolicyCheck {
  const parsed = policyDocumentSchema.safeParse(value);
  if (parsed.success) return { document: parsed.data, issues: [] };
  return {
    document: null,
    issues: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  };
}

/** Whether something is wrong at this field or within it. */
export function hasIssue(issues: readonly PolicyIssue[], path: string): boolean {
  return issues.some((issue) => issue.path === path || issue.path.startsWith(`${path}.`));
}

/** What is wrong at this field or within it, in the schema's words; null when nothing is. */
export function issueAt(issues: readonly PolicyIssue[], path: string): string | null {
  return issues.find((issue) => issue.path === path || issue.path.startsWith(`${path}.`))?.message ?? null;
}
