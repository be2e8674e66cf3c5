import type { DomainRule } from '../match/domain-index.ts';
import { DOMAIN_MARK } from './palette.ts';
import { MAX_NAME } from './names-reader.ts';
import { SCOPE_BELOW, SCOPE_EXACT, SCOPE_TREE, type RuleColumns } from './rule-columns.ts';

/** RFC 1035 leaves 253; a text beyond this is cut, since it only explains. */
const MAX_TEXT = 280;

const SCOPES = { tree: SCOPE_TREE, exact: SCOPE_EXACT, below: SCOPE_BELOW } as const;

/** Adds a rule that a parser has read. `list` is its place in `columns.lists`. False: its domain is not one that a host can have. */
export function addRule(
  columns: RuleColumns,
  rule: Pick<DomainRule, 'domain' | 'scope' | 'effect' | 'text'>,
  list: number,
  line: number,
): boolean {
  const { domain, effect } = rule;
  if (domain.length === 0 || domain.length > MAX_NAME || !isPrintableAscii(domain)) return false;
  const text = rule.text.slice(0, MAX_TEXT);
  const at = text.indexOf(domain);
  const template = at < 0 ? null : text.slice(0, at) + DOMAIN_MARK + text.slice(at + domain.length);
  // A line with a comment or several hosts is one of a kind: its text goes to the disk, not into memory.
  const isKind = template !== null && template.length <= 24 && columns.hasRoomForOrigins;
  const origin = columns.originOf({ list, effect, template: isKind ? template : null });
  if (!domain.includes('.')) columns.hasSingleLabels = true;
  columns.reserveNames(domain.length);
  for (let i = 0; i < domain.length; i++) columns.names[columns.namesLength + i] = domain.charCodeAt(i);
  const number = columns.push(domain.length, origin, SCOPES[rule.scope], line);
  if (!isKind) columns.texts.set(number, text);
  return true;
}

function isPrintableAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code >= 127) return false;
  }
  return true;
}
