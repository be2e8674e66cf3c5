import type { RuleEffect } from '../../match/domain-index.ts';
import { canonicalHost } from '../../url/canonical-host.ts';
import { ignored, refused, rules, type LineOutcome, type LineSource } from '../outcome.ts';
import { ALL_TYPES } from '../request-type.ts';
import type { Conditions, HostCondition, HostSet, Pattern, Rule } from '../rule.ts';
import { NO_CONDITIONS, readOptions, type NetworkOptions } from './options.ts';
import { readPattern } from './read-pattern.ts';
import { splitOptions } from './split-options.ts';

const BARE_HOST = /^[^/^*|:?&=#%@$+!~,;()[\]{}<>"'\\\s]+\.[^/^*|:?&=#%@$+!~,;()[\]{}<>"'\\\s]+$/;

const PLAIN_OPTIONS: NetworkOptions = {
  when: NO_CONDITIONS,
  isImportant: false,
  isBadfilter: false,
  matchCase: false,
  redirect: '',
};

/** Reads one network rule in AdBlock syntax. The line is trimmed and is neither comment nor cosmetic. */
export function readAdblockLine(line: string, source: LineSource): LineOutcome {
  const isException = line.startsWith('@@');
  const text = (isException ? line.slice(2) : line).replace(/\s+#.*$/, '');
  const split = splitOptions(text);
  const read = split.options === undefined ? undefined : readOptions(split.options);
  if (read?.kind === 'modifier') return ignored('modifier');
  if (read?.kind === 'refused') return refused(read.reason);
  const options = read?.options ?? PLAIN_OPTIONS;
  // As an exception it takes back the substitute only, and nothing is substituted here.
  if (isException && options.redirect !== '' && !options.isBadfilter) return ignored('modifier');
  if (options.when.types === 0) return ignored('modifier');
  const isBare = split.options === undefined || split.options.every((option) => option === 'badfilter');
  const pattern = withAnchor(split.pattern.replaceAll(/\s/g, ''), isException || isBare);
  return ruleOf(pattern, options, isException, line, source);
}

/** `@@example.com` means the site. As "anywhere in the URL" any page could let itself through. */
function withAnchor(pattern: string, meansSite: boolean): string {
  return meansSite && !/^_|\.$/.test(pattern) && isHostLike(pattern) ? `||${pattern}^` : pattern;
}

function ruleOf(
  text: string,
  options: NetworkOptions,
  isException: boolean,
  line: string,
  source: LineSource,
): LineOutcome {
  if (/^[|*]*$/.test(text) && text !== '*' && isUnconditional(options.when))
    return refused('it would match every address');
  const read = readPattern(text, options.matchCase);
  if (!read.ok) return refused(read.reason);
  const when = read.port === 0 ? options.when : { ...options.when, port: read.port };
  const effect = effectOf(isException, options.isImportant, source);
  const origin = { list: source.list, category: source.category, text: line };
  const rule: Rule =
    read.pattern.kind === 'host' && isUnconditional(when) && options.redirect === ''
      ? { kind: 'domain', rule: { ...origin, domain: read.pattern.host, scope: 'tree', effect } }
      : {
          kind: 'pattern',
          rule: {
            ...origin,
            effect,
            pattern: read.pattern,
            when,
            identity: identityOf(effect, read.pattern, when, options),
          },
        };
  return options.isBadfilter ? { kind: 'disables', rules: [rule] } : rules(rule);
}

function effectOf(isException: boolean, isImportant: boolean, source: LineSource): RuleEffect {
  if (source.effect === 'important-allow') return source.effect;
  if (isException || source.effect === 'allow') return isImportant ? 'important-allow' : 'allow';
  return isImportant ? 'important-block' : 'block';
}

function isUnconditional(when: Conditions): boolean {
  return (
    when.types === ALL_TYPES &&
    when.party === 'any' &&
    when.source === null &&
    when.to === null &&
    when.denyAllow.length === 0 &&
    when.methods.length === 0 &&
    when.notMethods.length === 0 &&
    when.port === 0
  );
}

/** Equal for lines that differ only in the order and the spelling of options. */
function identityOf(effect: RuleEffect, pattern: Pattern, when: Conditions, options: NetworkOptions): string {
  const shape =
    pattern.kind === 'glob'
      ? [pattern.start, pattern.atEnd, ...pattern.pieces].join('\u0000')
      : pattern.kind === 'regex'
        ? pattern.regex.source
        : pattern.host;
  const conditions = [
    when.types,
    when.party,
    keyOf(when.source),
    keyOf(when.to),
    sorted(when.denyAllow),
    sorted(when.methods),
    sorted(when.notMethods),
    when.port,
  ];
  return JSON.stringify([effect, pattern.kind, shape, options.matchCase, options.redirect, ...conditions]);
}

function keyOf(condition: HostCondition | null): string {
  const ofSet = (set: HostSet) =>
    [sorted(set.hosts), sorted(set.entities), sorted(set.regexes.map((regex) => regex.source))].join(';');
  return condition === null ? '' : `${ofSet(condition.include)}~${ofSet(condition.exclude)}`;
}

const sorted = (items: readonly string[]) => [...new Set(items)].sort().join('|');

/** Whether a word could be the host of an address; for telling a list of sites from a list of patterns. */
export function isHostLike(text: string): boolean {
  return BARE_HOST.test(text) && !/^[-.]/.test(text) && canonicalHost(text) !== undefined;
}
