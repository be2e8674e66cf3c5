import type { WebRequest } from '../../../../core/web/match/judge-request.ts';

/** Rules, a request (or only its URL), and what must come of it. */
export type Case = readonly [rules: string, request: string | WebRequest, expected: 'block' | 'allow'];

/** Cases that share their rules. */
export function given(
  rules: string,
  outcomes: { readonly block?: readonly (string | WebRequest)[]; readonly allow?: readonly (string | WebRequest)[] },
): Case[] {
  return [
    ...(outcomes.block ?? []).map((request): Case => [rules, request, 'block']),
    ...(outcomes.allow ?? []).map((request): Case => [rules, request, 'allow']),
  ];
}
