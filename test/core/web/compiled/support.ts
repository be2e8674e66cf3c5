import { EFFECT_RANK, type DomainIndex, type DomainRule } from '../../../../core/web/match/domain-index.ts';
import { addRule } from '../../../../core/web/compiled/add-rule.ts';
import { compileRules, type CompiledNames, type CompileOptions } from '../../../../core/web/compiled/compile.ts';
import { CompiledIndex, type HeldRelease } from '../../../../core/web/compiled/compiled-index.ts';
import { encodeHeld, openHeld } from '../../../../core/web/compiled/held-file.ts';
import { encodeNames, openNames } from '../../../../core/web/compiled/names-file.ts';
import { RuleColumns } from '../../../../core/web/compiled/rule-columns.ts';
import * as fc from 'fast-check';

export const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** As mean as the real one: each read overwrites what the one before gave. */
function readerOf(bytes: Uint8Array) {
  const buffer = new Uint8Array(64 << 10);
  return (offset: number, length: number): Uint8Array => {
    const part = bytes.subarray(offset, offset + length);
    buffer.fill(0xaa, 0, part.length + 64).set(part);
    return buffer.subarray(0, part.length);
  };
}

export function salts(seed = 1) {
  let next = seed;
  return () => ({ a: (next += 7), b: (next += 11) });
}

export const OPTIONS: CompileOptions = {
  firstSalt: { a: 0x1234_5678, b: 0x9abc_def0 },
  nextSalt: salts(),
  ownHosts: [],
  topSites: [],
  isPublicSuffix: () => false,
  decode,
};

export function columnsOf(rules: readonly DomainRule[]): RuleColumns {
  const columns = new RuleColumns(4);
  for (const rule of rules) {
    let list = columns.lists.findIndex(({ name, category }) => name === rule.list && category === rule.category);
    if (list < 0) list = columns.lists.push({ name: rule.list, category: rule.category }) - 1;
    addRule(columns, rule, list, 1);
  }
  return columns;
}

export function compile(rules: readonly DomainRule[], options: Partial<CompileOptions> = {}): CompiledNames {
  return compileRules(columnsOf(rules), { ...OPTIONS, ...options });
}

/** Through both files and back, as a client sees it. */
export function indexOf(compiled: CompiledNames, onDamage?: () => void): CompiledIndex {
  return indexOfFiles(encodeHeld(compiled), encodeNames(compiled.names), onDamage);
}

export function indexOfFiles(domains: Uint8Array, names: Uint8Array, onDamage?: () => void): CompiledIndex {
  const held: HeldRelease = openHeld(domains, decode);
  return new CompiledIndex(held, openNames(readerOf(names), held.table.layout.count, decode), onDamage);
}

/** What the words of `DomainIndex` say, done the slow and obvious way. */
export function reference(rules: readonly DomainRule[]): Pick<DomainIndex, 'lookup'> {
  return {
    lookup(host) {
      const isAddress = /(^|\.)[0-9]+$|\]$/.test(host);
      const matching = rules.filter(({ domain, scope }) => {
        if (domain === host) return scope !== 'below';
        return !isAddress && scope !== 'exact' && host.endsWith(`.${domain}`);
      });
      return matching.sort(
        (a, b) => EFFECT_RANK[b.effect] - EFFECT_RANK[a.effect] || b.domain.length - a.domain.length,
      )[0];
    },
  };
}

/** Few labels, so that names meet: parents, children, siblings, and strings that merely end alike. */
const label = fc.constantFrom('a', 'b', 'xa', 'shop', 'www', 'a-b', '_dmarc', 'xn--bcher-kva');
export const hostArbitrary = fc
  .tuple(fc.array(label, { minLength: 0, maxLength: 4 }), fc.constantFrom('com', 'org', 'co.uk', 'test'))
  .map(([labels, end]) => [...labels, end].join('.'));

export const addressArbitrary = fc.constantFrom('1.2.3.4', '11.2.3.4', '2.3.4.5', '[::1]', '[2001:db8::1]');

export const ruleArbitrary: fc.Arbitrary<DomainRule> = fc
  .record({
    domain: fc.oneof({ weight: 8, arbitrary: hostArbitrary }, { weight: 1, arbitrary: addressArbitrary }),
    scope: fc.constantFrom('tree', 'tree', 'exact', 'below'),
    effect: fc.constantFrom('block', 'block', 'allow', 'important-block', 'important-allow'),
    list: fc.constantFrom('one', 'two'),
    shape: fc.constantFrom('plain', 'hosts', 'adblock', 'noted'),
  })
  .map(({ shape, ...rule }) => ({ ...rule, category: 'phishing', text: textOf(shape, rule.domain) }));

function textOf(shape: string, domain: string): string {
  if (shape === 'hosts') return `0.0.0.0 ${domain}`;
  if (shape === 'adblock') return `||${domain}^`;
  return shape === 'noted' ? `${domain} # seen in a mail that said “call us back”` : domain;
}
