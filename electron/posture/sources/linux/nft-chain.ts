import type { Rule } from './input-chain.ts';

/** A chain of a ruleset, in whichever form it was listed. */
export interface NftChain {
  /** family and table, so that equal names in two tables stay apart. */
  readonly table: string;
  readonly family: string;
  readonly name: string;
  readonly hook: string | null;
  readonly type: string | null;
  readonly policy: string | null;
  readonly rules: Rule[];
}
