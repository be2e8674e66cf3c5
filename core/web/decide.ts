import type { PolicyDocument } from '../policy/schema.ts';
import { createLookalikeCheck } from './lookalike/find-lookalike.ts';
import type { RuleEngine } from './match/engine.ts';
import { judgeRequest, type WebAnswer, type WebRequest } from './match/judge-request.ts';
import type { WebRules } from './policy/effective-rules.ts';
import { createPolicyOverlay } from './policy/policy-overlay.ts';
import type { PublicSuffixes } from './rules/outcome.ts';
import { PAGE_BITS, requestTypeBit } from './rules/request-type.ts';

type WebPolicy = PolicyDocument['web'];

export interface WebBlock {
  readonly action: 'block';
  /** Empty when there is none. */
  readonly host: string;
  /** The listed name for the policy's own list, else the line that decided, as its list has it. */
  readonly rule: string;
  readonly category: string;
  /** Why, in the policy's own words; empty when it has none. */
  readonly why: string;
  /** `policy`, `lookalike`, `built-in`, or the name of a list. */
  readonly list: string;
}

export type WebDecision = { readonly action: 'allow' } | WebBlock;

/** Whether a request may leave. Never throws. */
export type DecideWeb = (request: WebRequest) => WebDecision;

export interface DecideWebOptions {
  readonly policy: WebPolicy;
  /** The lists' rules. */
  readonly engine: RuleEngine;
  /** Categories that those lists have. */
  readonly listCategories: readonly string[];
  readonly suffixes: PublicSuffixes;
}

/** What a view and a heartbeat may carry. The host is RFC 1035 §2.3.4, less the root: a longer one resolves nowhere, but may still be asked for. */
const MAX_HOST = 253;
const MAX_RULE = 260;
const MAX_CATEGORY = 32;
const MAX_LIST = 120;

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'ws:', 'wss:']);

/** Where the work browser may go, by policy and lists. Anything but the web's own schemes is blocked, and so is what is not a URL. */
export function createDecideWeb({ policy, engine, listCategories, suffixes }: DecideWebOptions): DecideWeb {
  const rules = webRulesOf(policy, listCategories);
  const lookalike = createLookalikeCheck({
    protectedNames: policy.protectedNames ?? [],
    brandAnywhere: false,
    exempt: [...policy.allow, ...(policy.home === null ? [] : [new URL(policy.home).hostname])],
    suffixes,
  });
  const whys = new Map(policy.block.map(({ host, why }) => [host, why]));
  // Look-alikes deceive people, and people see pages; what a page loads from odd names is the lists' business.
  const forPages = createPolicyOverlay(rules, lookalike);
  const forParts = createPolicyOverlay(rules, () => null);
  return (request) => {
    const { url, type } = request;
    if (!URL.canParse(url)) return ownRefusal('not-a-url');
    const { protocol } = new URL(url);
    if (!SCHEMES.has(protocol)) return ownRefusal(`scheme:${protocol}`);
    const isPage = type === undefined || (requestTypeBit(type) & PAGE_BITS) !== 0;
    const answer = judgeRequest(engine, request, isPage ? forPages : forParts);
    return answer.action === 'allow' ? { action: 'allow' } : blockOf(answer, whys);
  };
}

function webRulesOf(policy: WebPolicy, listCategories: readonly string[]): WebRules {
  const wanted = policy.lists?.categories;
  return {
    mode: policy.mode === 'allow-only' ? 'allow-only' : 'filter',
    allow: policy.allow,
    deny: policy.block,
    categories:
      wanted === undefined
        ? {}
        : Object.fromEntries(
            listCategories.map((category) => [category, wanted.includes(category) ? 'block' : 'allow']),
          ),
  };
}

function blockOf({ host, rule, category, list }: WebAnswer, whys: ReadonlyMap<string, string>): WebBlock {
  // The overlay writes the policy's own entries as `host: why`; no host has a colon.
  const [name = ''] = list === 'policy' ? (rule ?? '').split(':', 1) : [rule ?? ''];
  return {
    action: 'block',
    host: (host ?? '').slice(-MAX_HOST),
    rule: name.slice(0, MAX_RULE),
    category: (category ?? 'other').slice(0, MAX_CATEGORY),
    why: list === 'policy' ? (whys.get(name) ?? '') : '',
    list: (list ?? 'built-in').slice(0, MAX_LIST),
  };
}

function ownRefusal(rule: string): WebBlock {
  return { action: 'block', host: '', rule: rule.slice(0, MAX_RULE), category: 'other', why: '', list: 'built-in' };
}
