/** What a rule does to a request that it matches. Of several, the one with the highest rank decides (see `EFFECT_RANK`). */
export type RuleEffect = 'block' | 'allow' | 'important-block' | 'important-allow';

/** S8 of the filter's semantics: `@@` with `$important` beats an important block, that beats `@@`, that beats a block. */
export const EFFECT_RANK: Readonly<Record<RuleEffect, number>> = {
  block: 1,
  allow: 2,
  'important-block': 3,
  'important-allow': 4,
};

/** Which hosts a domain rule means: the name and all below it, the name alone, or only what is below it. */
export type DomainScope = 'tree' | 'exact' | 'below';

/** Where a rule came from, so that "why" can always be answered. */
export interface RuleSource {
  readonly list: string;
  readonly category: string;
  /** The line as the list has it, trimmed. */
  readonly text: string;
}

export interface DomainRule extends RuleSource {
  /** Canonical: lower case, A-labels, no trailing dot; an IP address in its one spelling (IPv6 in brackets). */
  readonly domain: string;
  readonly scope: DomainScope;
  readonly effect: RuleEffect;
}

/**
 * Answers whole-host rules: those that need neither path, port, initiator nor type. Implementations: a Map in memory, and the
 * compiled store. Both must give the same `effect` for every host.
 */
export interface DomainIndex {
  /** Number of rules held. */
  readonly size: number;
  /**
   * The rule that decides for a canonical host (as in `DomainRule.domain`): the highest `EFFECT_RANK` of all rules that match;
   * of equals, the most specific domain. Matches on label boundaries only; never throws, whatever the string.
   */
  lookup(host: string): DomainRule | undefined;
}
