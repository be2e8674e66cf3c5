import type { DomainRule, RuleEffect, RuleSource } from '../match/domain-index.ts';
import type { SafeRegex } from '../regex/safe-regex.ts';

/** Addresses from a range: the first `bits` bits of `bytes`. */
export interface CidrRule extends RuleSource {
  readonly effect: RuleEffect;
  readonly bytes: readonly number[];
  readonly bits: number;
}

/** A line of a URL list: this host alone, and unless `path` is null only this path and query. */
export interface UrlRule extends RuleSource {
  readonly effect: RuleEffect;
  readonly host: string;
  readonly path: string | null;
  /** 0 is any. */
  readonly port: number;
}

/** Hosts that a rule's option names. `label.*` ("entity") stands for the label under every public suffix. */
export interface HostSet {
  readonly hosts: readonly string[];
  /** The same, where they are too many to go through one by one. */
  readonly index: ReadonlySet<string> | null;
  /** Without their `.*`. */
  readonly entities: readonly string[];
  readonly regexes: readonly SafeRegex[];
}

export interface HostCondition {
  readonly include: HostSet;
  readonly exclude: HostSet;
}

export type Party = 'any' | 'first' | 'third' | 'strict-first' | 'strict-third';

/** What must hold of a request besides its URL. */
export interface Conditions {
  /** Bits of `request-type.ts`. */
  readonly types: number;
  readonly party: Party;
  readonly source: HostCondition | null;
  readonly to: HostCondition | null;
  readonly denyAllow: readonly string[];
  /** Lower case. Empty is any. */
  readonly methods: readonly string[];
  readonly notMethods: readonly string[];
  /** 0 is any. */
  readonly port: number;
}

/** Pieces that must follow one another, with anything in between. `^` in a piece is a separator or the end. */
export interface Glob {
  readonly kind: 'glob';
  readonly start: 'anywhere' | 'url' | 'host-label';
  readonly atEnd: boolean;
  readonly pieces: readonly string[];
  readonly matchCase: boolean;
}

export interface RegexPattern {
  readonly kind: 'regex';
  readonly regex: SafeRegex;
  readonly matchCase: boolean;
}

/** A host and all below it, under conditions. */
export interface HostPattern {
  readonly kind: 'host';
  readonly host: string;
}

export type Pattern = Glob | RegexPattern | HostPattern;

export interface PatternRule extends RuleSource {
  readonly effect: RuleEffect;
  readonly pattern: Pattern;
  readonly when: Conditions;
  /** What makes two lines the same rule, however their options are ordered and abbreviated. */
  readonly identity: string;
}

export type Rule =
  | { readonly kind: 'domain'; readonly rule: DomainRule }
  | { readonly kind: 'cidr'; readonly rule: CidrRule }
  | { readonly kind: 'url'; readonly rule: UrlRule }
  | { readonly kind: 'pattern'; readonly rule: PatternRule };
