import type { PublicSuffixes } from '../rules/outcome.ts';
import { readList, type ListInput, type ReadList } from '../rules/read-list.ts';
import type { CidrRule, PatternRule, Rule, UrlRule } from '../rules/rule.ts';
import type { NetworkTarget } from '../url/target.ts';
import { CidrIndex } from './cidr-index.ts';
import { EFFECT_RANK, type DomainIndex, type RuleEffect, type RuleSource } from './domain-index.ts';
import { createMemoryDomainIndex, type MemoryDomainIndex } from './memory-domain-index.ts';
import { PatternIndex } from './pattern-index.ts';
import { InitiatorCache, MatchRequest, SiteCache } from './request.ts';
import { UrlIndex } from './url-index.ts';
import { TooMuchWork, Work } from './work.ts';

/** The rule that decided about one hop. */
export interface EngineHit extends RuleSource {
  readonly action: 'block' | 'allow';
}

export interface HopFacts {
  /** Canonical host of whoever started the request; null when unknown. */
  readonly sourceHost: string | null;
  readonly typeBit: number;
  /** Lower case. */
  readonly method: string;
}

/** Rules of one or more lists, ready to judge. */
export interface RuleEngine {
  /** Whether any rule needs more of a URL than its host. */
  readonly needsWholeUrl: boolean;
  /** The rule that decides about a name (no address) where no rule needs more than that. */
  judgeName(host: string): EngineHit | undefined;
  /** The rule that decides, or `undefined` when none matches. Never throws. */
  judge(target: NetworkTarget, facts: HopFacts): EngineHit | undefined;
}

export interface EngineRules {
  readonly rules: readonly Rule[];
  readonly disabled: readonly Rule[];
}

export interface EngineOptions {
  readonly suffixes?: PublicSuffixes;
  /** Holds the domain rules in place of the one made from `rules`; those are then added to it in memory. */
  readonly domains?: DomainIndex;
}

/** Steps that one hop may take, and that each character of its URL adds. Past that it is refused: see `Work`. */
const WORK_PER_HOP = 2_000_000;
const WORK_PER_CHARACTER = 40;

export const TOO_MUCH_WORK: EngineHit = { action: 'block', list: 'built-in', category: 'other', text: 'too-much-work' };

/** All rules but domain rules that block, or all that allow. */
class Layer {
  private readonly patterns: PatternIndex;
  private readonly urls: UrlIndex;
  private readonly cidrs: CidrIndex;
  private readonly isEmpty: boolean;
  readonly needsWholeUrl: boolean;

  constructor(patterns: readonly PatternRule[], urls: readonly UrlRule[], cidrs: readonly CidrRule[]) {
    this.patterns = new PatternIndex(patterns);
    this.urls = new UrlIndex(urls);
    this.cidrs = new CidrIndex(cidrs);
    this.isEmpty = patterns.length + urls.length + cidrs.length === 0;
    this.needsWholeUrl = patterns.length + urls.length > 0;
  }

  /** The strongest rule that matches. */
  find(request: MatchRequest): Found | undefined {
    if (this.isEmpty) return undefined;
    let best: Found | undefined = this.cidrs.find(request.target.host);
    best = stronger(best, this.urls.find(request));
    return best !== undefined && EFFECT_RANK[best.effect] > 2 ? best : stronger(best, this.patterns.find(request));
  }
}

interface Found extends RuleSource {
  readonly effect: RuleEffect;
}

function stronger(one: Found | undefined, other: Found | undefined): Found | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return EFFECT_RANK[other.effect] > EFFECT_RANK[one.effect] ? other : one;
}

class Engine implements RuleEngine {
  readonly needsWholeUrl: boolean;
  private readonly blocks: Layer;
  private readonly allows: Layer;
  private readonly own: MemoryDomainIndex;
  private readonly compiled: DomainIndex | undefined;
  private readonly sites: SiteCache;
  private readonly initiators: InitiatorCache;

  constructor(input: EngineRules, options: EngineOptions) {
    const active = withoutDisabled(input);
    this.own = createMemoryDomainIndex(active.flatMap((rule) => (rule.kind === 'domain' ? [rule.rule] : [])));
    this.compiled = options.domains;
    this.blocks = layerOf(active, (effect) => effect === 'block' || effect === 'important-block');
    this.allows = layerOf(active, (effect) => effect === 'allow' || effect === 'important-allow');
    this.needsWholeUrl = this.blocks.needsWholeUrl || this.allows.needsWholeUrl;
    this.sites = new SiteCache(options.suffixes);
    this.initiators = new InitiatorCache(this.sites);
  }

  judge(target: NetworkTarget, facts: HopFacts): EngineHit | undefined {
    const work = new Work(WORK_PER_HOP + WORK_PER_CHARACTER * target.url.length);
    const initiator = facts.sourceHost === null ? null : this.initiators.of(facts.sourceHost);
    try {
      return this.decide(new MatchRequest(target, initiator, facts.typeBit, facts.method, this.sites, work));
    } catch (error) {
      if (error instanceof TooMuchWork) return TOO_MUCH_WORK;
      throw error;
    }
  }

  judgeName(host: string): EngineHit | undefined {
    const rule = stronger(this.own.lookup(host), this.compiled?.lookup(host));
    return rule === undefined ? undefined : hit(actionOf(rule.effect), rule);
  }

  /** S8. What can't matter any more is not looked for. */
  private decide(request: MatchRequest): EngineHit | undefined {
    const byDomain = stronger(this.own.lookupKeys(request.keys), this.compiled?.lookup(request.target.host));
    if (byDomain?.effect === 'important-allow') return hit('allow', byDomain);
    const block = byDomain?.effect === 'important-block' ? byDomain : stronger(byDomain, this.blocks.find(request));
    if (block === undefined) return undefined;
    if (block.effect === 'allow') return hit('allow', block);
    const exception = this.allows.find(request);
    return stronger(block, exception) === block ? hit('block', block) : hit('allow', exception ?? block);
  }
}

function actionOf(effect: RuleEffect): 'block' | 'allow' {
  return effect === 'block' || effect === 'important-block' ? 'block' : 'allow';
}

function hit(action: 'block' | 'allow', { list, category, text }: RuleSource): EngineHit {
  return { action, list, category, text };
}

function layerOf(rules: readonly Rule[], has: (effect: RuleEffect) => boolean): Layer {
  const patterns: PatternRule[] = [];
  const urls: UrlRule[] = [];
  const cidrs: CidrRule[] = [];
  for (const each of rules) {
    if (!has(each.rule.effect)) continue;
    if (each.kind === 'pattern') patterns.push(each.rule);
    else if (each.kind === 'url') urls.push(each.rule);
    else if (each.kind === 'cidr') cidrs.push(each.rule);
  }
  return new Layer(patterns, urls, cidrs);
}

function withoutDisabled({ rules, disabled }: EngineRules): readonly Rule[] {
  if (disabled.length === 0) return rules;
  const gone = new Set(disabled.map(identity));
  return rules.filter((rule) => !gone.has(identity(rule)));
}

function identity(each: Rule): string {
  switch (each.kind) {
    case 'pattern':
      return each.rule.identity;
    case 'domain':
      return JSON.stringify([
        'domain',
        each.rule.effect,
        each.rule.scope,
        each.rule.domain,
        /^(?:@@)?\|\|/.test(each.rule.text),
      ]);
    case 'cidr':
    case 'url':
      // Only AdBlock lines can be disabled.
      return '';
  }
}

export function createEngine(lists: readonly EngineRules[], options: EngineOptions = {}): RuleEngine {
  return new Engine(
    { rules: lists.flatMap((list) => list.rules), disabled: lists.flatMap((list) => list.disabled) },
    options,
  );
}

/** Reads lists and makes an engine of them; the reports come along. */
export function engineFromLists(
  inputs: readonly ListInput[],
  suffixes?: PublicSuffixes,
): { readonly engine: RuleEngine; readonly read: readonly ReadList[] } {
  const read = inputs.map((input) => readList(input, suffixes));
  return { engine: createEngine(read, suffixes === undefined ? {} : { suffixes }), read };
}
