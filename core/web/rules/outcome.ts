import type { RuleEffect } from '../match/domain-index.ts';
import type { Rule } from './rule.ts';

/** What a line of a list came to. */
export type LineOutcome =
  | { readonly kind: 'rules'; readonly rules: readonly Rule[] }
  /** `$badfilter`: takes these very rules out, from whichever list. */
  | { readonly kind: 'disables'; readonly rules: readonly Rule[] }
  /** No network rule, and meant to be none. */
  | { readonly kind: 'ignored'; readonly as: IgnoredKind }
  /** Meant to be a rule, or unreadable. The reason is for whoever keeps the list. */
  | { readonly kind: 'refused'; readonly reason: string };

export type IgnoredKind = 'comment' | 'cosmetic' | 'modifier' | 'setting' | 'unneeded';

export interface LineSource {
  readonly list: string;
  readonly category: string;
  /** What an entry of this list does: lists of exceptions are read by the same rules. `important-allow` wins over every list. */
  readonly effect: Exclude<RuleEffect, 'important-block'>;
}

/** The Public Suffix List (ICANN and private section), which core can't hold itself. */
export interface PublicSuffixes {
  /** "example.co.uk" of "www.example.co.uk"; null for a bare suffix. Takes canonical names, never addresses. */
  registrableDomain(host: string): string | null;
}

export const ignored = (as: IgnoredKind): LineOutcome => ({ kind: 'ignored', as });
export const refused = (reason: string): LineOutcome => ({ kind: 'refused', reason });
export const rules = (...list: readonly Rule[]): LineOutcome => ({ kind: 'rules', rules: list });
