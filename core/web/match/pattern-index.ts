import { globMatches, longestLiteral, onePieceMatchesAt } from './glob.ts';
import { conditionsHold } from './conditions.ts';
import { GRAM, gramAt, GramIndex } from './gram-index.ts';
import type { MatchRequest } from './request.ts';
import { SuffixMap } from './suffix-map.ts';
import type { Pattern, PatternRule } from '../rules/rule.ts';

interface Placed {
  readonly rule: PatternRule;
  /** Bits of the kinds of request that the rule is for; here, so that most rules need not be looked up. */
  readonly types: number;
  /** Where the piece starts relative to the four characters that found it; -1 when the whole URL must be searched. */
  readonly offset: number;
}

interface Candidate {
  readonly gram: number;
  readonly offset: number;
}

/**
 * Pattern rules that block, or those that allow. Each stands in one place: by host, by four of its characters, by its initiator,
 * or with the few others.
 */
export class PatternIndex {
  private readonly byHost = new SuffixMap<PatternRule>();
  private readonly byGram = new GramIndex<Placed>();
  private readonly bySource = new SuffixMap<PatternRule>();
  private readonly others: PatternRule[] = [];
  private readonly hasImportant: boolean;

  constructor(rules: readonly PatternRule[]) {
    this.hasImportant = rules.some(isImportant);
    const rest = rules.filter((rule) => !this.addHost(rule));
    const candidates = rest.map((rule) => candidatesOf(rule.pattern));
    const frequency = countGrams(candidates);
    for (const [index, rule] of rest.entries()) this.addByGram(rule, candidates[index] ?? [], frequency);
  }

  /** A rule that matches, an important one if there is any. Which one, of equals, is of no consequence. */
  find(request: MatchRequest): PatternRule | undefined {
    let best: PatternRule | undefined;
    const consider = (rule: PatternRule, fits: (rule: PatternRule, request: MatchRequest) => boolean): boolean => {
      if (best !== undefined && !isImportant(rule)) return false;
      if (!fits(rule, request)) return false;
      best = rule;
      return !this.hasImportant || isImportant(rule);
    };
    const { initiator } = request;
    const isDone =
      this.byHost.find(request.keys, (rule) => consider(rule, hostMatches)) !== undefined ||
      this.findByGram(request, consider) ||
      (initiator !== null && this.bySource.find(initiator.keys, (rule) => consider(rule, matches)) !== undefined) ||
      this.others.some((rule) => consider(rule, matches));
    return isDone || best !== undefined ? best : undefined;
  }

  private findByGram(
    request: MatchRequest,
    consider: (rule: PatternRule, fits: (rule: PatternRule, request: MatchRequest) => boolean) => boolean,
  ): boolean {
    let start = 0;
    const placed = (rule: PatternRule) => placedMatches(rule, start, request);
    const found = this.byGram.search(request.lower, (bucket, at) => {
      request.work.spend(bucket.length * 4);
      for (const { rule, types, offset } of bucket) {
        if ((types & request.typeBit) === 0) continue;
        start = at - offset;
        if (consider(rule, offset === -1 ? matches : placed)) return true;
      }
      return undefined;
    });
    return found === true;
  }

  private addHost(rule: PatternRule): boolean {
    if (rule.pattern.kind !== 'host') return false;
    this.byHost.add(rule.pattern.host, rule);
    return true;
  }

  private addByGram(rule: PatternRule, candidates: readonly Candidate[], frequency: ReadonlyMap<number, number>): void {
    let best: Candidate | undefined;
    let lowest = Infinity;
    for (const candidate of candidates) {
      const count = frequency.get(candidate.gram) ?? 0;
      if (count < lowest) {
        best = candidate;
        lowest = count;
      }
    }
    if (best !== undefined && (lowest < IN_EVERY_URL || !hasSourceHosts(rule)))
      this.byGram.add(best.gram, { rule, types: rule.when.types, offset: best.offset });
    else this.addUnindexed(rule);
  }

  private addUnindexed(rule: PatternRule): void {
    if (hasSourceHosts(rule)) for (const host of rule.when.source?.include.hosts ?? []) this.bySource.add(host, rule);
    else this.others.push(rule);
  }
}

/** Whether it can only match on pages of hosts that it names one by one. */
function hasSourceHosts(rule: PatternRule): boolean {
  const include = rule.when.source?.include;
  return (
    include !== undefined && include.hosts.length > 0 && include.entities.length === 0 && include.regexes.length === 0
  );
}

const isImportant = (rule: PatternRule) => rule.effect.startsWith('important');

const hostMatches = (rule: PatternRule, request: MatchRequest) => conditionsHold(rule.when, request);

function placedMatches(rule: PatternRule, start: number, request: MatchRequest): boolean {
  return (
    rule.pattern.kind === 'glob' &&
    onePieceMatchesAt(rule.pattern, start, request) &&
    conditionsHold(rule.when, request)
  );
}

function matches(rule: PatternRule, request: MatchRequest): boolean {
  if (!conditionsHold(rule.when, request)) return false;
  const { pattern } = rule;
  switch (pattern.kind) {
    case 'host':
      return true;
    case 'glob':
      return globMatches(pattern, request);
    case 'regex':
      return pattern.regex.test(pattern.matchCase ? request.target.url : request.lower, request.work);
  }
}

function candidatesOf(pattern: Pattern): Candidate[] {
  switch (pattern.kind) {
    case 'host':
      return [];
    case 'regex':
      return gramsOf(pattern.regex.literal, () => -1);
    case 'glob': {
      const isOnly = pattern.pieces.length === 1;
      return pattern.pieces.flatMap((piece) => {
        const { literal, offset } = longestLiteral(piece);
        return gramsOf(literal.toLowerCase(), (at) => (isOnly ? offset + at : -1));
      });
    }
  }
}

function gramsOf(literal: string, offsetOf: (at: number) => number): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at + GRAM <= literal.length; at += 1)
    found.push({ gram: gramAt(literal, at), offset: offsetOf(at) });
  return found;
}

const IN_EVERY_URL = 1_000_000;

/** Parts of nearly every URL: a rule found by one of these would be looked at each time. */
const EVERYWHERE = [
  'http',
  'ttps',
  'tps:',
  'ps:/',
  's://',
  '://w',
  '//ww',
  '/www',
  'www.',
  '.com',
  'com/',
  '.net',
  '.org',
  '.js?',
  '.php',
  'html',
  '.htm',
];

function countGrams(candidates: readonly (readonly Candidate[])[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>(EVERYWHERE.map((text) => [gramAt(text, 0), IN_EVERY_URL]));
  for (const each of candidates) for (const { gram } of each) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return counts;
}
