import { describe, expect, it } from 'vitest';
import type { DomainRule } from '../../../../core/web/match/domain-index.ts';
import { AppError } from '../../../../core/errors.ts';
import { compareWithPrevious, suspicious } from '../../../../core/web/compiled/compare-release.ts';
import { compileRules } from '../../../../core/web/compiled/compile.ts';
import { readFastLines, type FastFormat } from '../../../../core/web/compiled/fast-lines.ts';
import { fingerprintOf } from '../../../../core/web/compiled/hash.ts';
import { dropDisabled, takeList } from '../../../../core/web/compiled/intake.ts';
import { RuleColumns } from '../../../../core/web/compiled/rule-columns.ts';
import { LIST_FORMATS, type ListFormat } from '../../../../core/web/rules/list-format.ts';
import { readList } from '../../../../core/web/rules/read-list.ts';
import type { Rule } from '../../../../core/web/rules/rule.ts';
import { columnsOf, compile, decode, indexOf, OPTIONS } from './support.ts';

const rule = (domain: string, more: Partial<DomainRule> = {}): DomainRule => ({
  domain,
  scope: 'tree',
  effect: 'block',
  list: 'list.txt',
  category: 'malware',
  text: domain,
  ...more,
});

const bytesOf = (text: string) => new TextEncoder().encode(text);
const byText = (a: string, b: string) => (a < b ? -1 : 1);
const suffixes = { registrableDomain: (host: string) => (host === 'co.uk' ? null : host) };

describe('the compiler', () => {
  it('keeps one of equal rules and none below a parent that says the same', () => {
    const compiled = compile(
      ['example.com', 'example.com', 'a.example.com', 'b.a.example.com', 'other.com'].map((domain) => rule(domain)),
    );
    expect(compiled.report).toMatchObject({ rules: 5, duplicates: 1, subsumed: 2 });
    expect(compiled.table.layout.count).toBe(2);
    expect(indexOf(compiled).lookup('x.b.a.example.com')?.domain).toBe('example.com');
  });

  it('keeps a child whose list, category or effect differ from its parent’s', () => {
    const compiled = compile([rule('example.com'), rule('a.example.com', { category: 'phishing' })]);
    expect(indexOf(compiled).lookup('a.example.com')?.category).toBe('phishing');
  });

  it('refuses rules that block one of the organisation’s own hosts, and keeps what they had swallowed', () => {
    const compiled = compile([rule('customer.example'), rule('bad.customer.example'), rule('good.example')], {
      ownHosts: ['crm.customer.example'],
    });
    expect(compiled.report.refused).toEqual([
      { domain: 'customer.example', list: 'list.txt', line: 1, reason: 'own-host' },
    ]);
    const index = indexOf(compiled);
    expect(index.lookup('crm.customer.example')).toBeUndefined();
    expect(index.lookup('bad.customer.example')?.effect).toBe('block');
    expect(index.lookup('good.example')?.effect).toBe('block');
  });

  it('leaves an exception for an own host alone', () => {
    const compiled = compile([rule('crm.example', { effect: 'allow', text: '@@||crm.example^' })], {
      ownHosts: ['crm.example'],
    });
    expect(compiled.report.refused).toEqual([]);
  });

  it('refuses a bare public suffix of a plain list and honours AdBlock’s', () => {
    const rules = [rule('co.uk'), rule('github.io', { text: '||github.io^' })];
    const compiled = compile(rules, { isPublicSuffix: (name) => ['co.uk', 'github.io'].includes(name) });
    expect(compiled.report.refused.map(({ domain, reason }) => [domain, reason])).toEqual([['co.uk', 'public-suffix']]);
    expect(indexOf(compiled).lookup('x.github.io')?.text).toBe('||github.io^');
  });

  it('names much-used sites that a list blocks', () => {
    const compiled = compile([rule('search.example')], { topSites: ['www.search.example', 'news.example'] });
    expect(compiled.report.blockedTopSites).toEqual(['www.search.example']);
  });

  it('picks another salt when a guarded name would share a fingerprint with a listed one', () => {
    const { layout } = compile([rule('a.test')]).table;
    const salt = { a: 99, b: 7 };
    const seen = new Map<number, string>();
    const lowBits = layout.bucketBits + layout.tagBits - 32;
    let pair: [string, string] | undefined;
    for (let i = 0; pair === undefined && i < 5_000_000; i++) {
      const name = `host-${i}.test`;
      const { high, low } = fingerprintOf(name, salt);
      const kept = high * 2 ** lowBits + (low >>> (32 - lowBits));
      const twin = seen.get(kept);
      if (twin === undefined) seen.set(kept, name);
      else pair = [twin, name];
    }
    const [listed = '', own = ''] = pair ?? [];
    expect(own).not.toBe('');
    const unguarded = compile([rule(listed)], { firstSalt: salt });
    expect(unguarded.report.saltsTried).toBe(1);
    // The fingerprint alone would block a stranger here; the letters on disk say otherwise.
    expect(indexOf(unguarded).lookup(own)).toBeUndefined();
    expect(indexOf(unguarded).lookup(listed)?.domain).toBe(listed);
    for (const guarded of [{ ownHosts: [own] }, { topSites: [own] }]) {
      const compiled = compile([rule(listed)], { firstSalt: salt, ...guarded });
      expect(compiled.report.saltsTried).toBe(2);
      expect(compiled.salt).not.toEqual(salt);
    }
    expect(compile([rule(listed), rule(own)], { firstSalt: salt }).report.saltsTried).toBe(2);
  }, 60_000);

  it('refuses more kinds of rule than the format has room for, in words', () => {
    const columns = columnsOf([]);
    for (let i = 0; i < 3000; i++) columns.lists.push({ name: `list-${i}`, category: 'malware' });
    const take = () => {
      for (let list = 0; list < 1500; list++) {
        const origin = columns.originOf({ list, effect: 'block', template: '\u0000' });
        const name = bytesOf(`n${list}.example`);
        columns.reserveNames(name.length);
        columns.names.set(name, columns.namesLength);
        columns.push(name.length, origin, 0, 1);
      }
    };
    take();
    expect(() => compileRules(columns, OPTIONS)).toThrow(AppError);
    expect(() => compileRules(columns, OPTIONS)).toThrow(/Use fewer lists/);
  });
});

describe('reading lists', () => {
  const text = [
    '# comment',
    '! comment',
    '',
    'example.com',
    '  spaced.example  ',
    'UPPER.example',
    'trailing.example.',
    '0.0.0.0 hosts.example',
    '127.0.0.1\ttabbed.example',
    '0.0.0.0 two.example three.example # note',
    '127.0.0.1 localhost',
    '127.0.0.1 localhost.localdomain',
    '||adblock.example^',
    '||important.example^$important',
    '@@||allowed.example^',
    'xn--bcher-kva.example',
    'bücher.test',
    '192.0.2.7',
    '0x7f.1',
    '-leading.example',
    'trailing-.example-',
    'co.uk',
    'com',
    '*.wild.example',
    'a'.repeat(64) + '.example',
    'under_score.example',
    'crlf.example\r',
  ].join('\n');

  it('takes from the bytes exactly what the full parser takes from the text', () => {
    for (const format of LIST_FORMATS) {
      const columns = new RuleColumns(4);
      const source = { list: 'l', category: 'c', format, effect: 'block', bytes: bytesOf(`\uFEFF${text}`) } as const;
      const taken = takeList(columns, source, suffixes, decode);
      const expected = readList({ list: 'l', category: 'c', format, effect: 'block', text: `\uFEFF${text}` }, suffixes);
      const domains = expected.rules.flatMap((each) => (each.kind === 'domain' ? [each.rule] : []));
      const index = indexOf(compileRules(columns, OPTIONS));
      const names = Array.from({ length: columns.count }, (_, i) => columns.nameOf(i));
      // What the fast path does not know of, it leaves to the compiler: bare suffixes are refused there.
      const plain = (name: string | undefined) => name !== 'co.uk';
      const own = names.filter(plain).toSorted(byText);
      const wanted = domains
        .map(({ domain }) => domain)
        .filter(plain)
        .toSorted(byText);
      expect({ format, names: own }).toEqual({ format, names: wanted });
      expect({ format, others: taken.others.length }).toEqual({
        format,
        others: expected.rules.length - domains.length,
      });
      // Of a name's rules the most specific decides; `com` and the first of equals hide others.
      const first = domains.filter(({ domain }, i) => domains.findIndex((other) => other.domain === domain) === i);
      const hidden = new Set(first.filter(({ domain }) => domain.endsWith('.com')).map(({ domain }) => domain));
      const shown = first.filter(({ domain, effect }) => effect === 'block' && !hidden.has(domain));
      for (const { domain, text: line } of shown)
        expect({ format, text: index.lookup(domain)?.text }).toEqual({ format, text: line });
    }
  });

  it('ships the other rules so that the laptop reads the same ones again', () => {
    const texts: Readonly<Record<string, string>> = {
      adblock: '||a.example^$script\n/banner.js\n||b.example^\n@@||c.example/x$image\n||a.example^$script,badfilter',
      csv: 'id,date,url\n1,2025-01-01,http://d.example:8080/x/y.exe\n2,2025-01-02,http://e.example/z?q=1',
      urls: 'https://f.example/login\nhttp://g.example/',
      auto: '! title\n||h.example^$third-party\nhttp://i.example/path',
      hosts: '0.0.0.0 j.example',
    };
    for (const format of LIST_FORMATS) {
      const bytes = bytesOf(texts[format] ?? '');
      const source = { list: 'l', category: 'c', format, effect: 'block', bytes } as const;
      const taken = takeList(new RuleColumns(1), source, suffixes, decode);
      const again = readList(taken.rest, suffixes);
      const shape = (rules: readonly Rule[]) =>
        rules.map(({ kind, rule }) =>
          kind === 'url' ? [rule.host, rule.path, rule.port] : [kind, rule.text, rule.effect],
        );
      expect({ format, rules: shape(again.rules) }).toEqual({ format, rules: shape(taken.others) });
      expect({ format, rules: shape(again.disabled) }).toEqual({ format, rules: shape(taken.disabled) });
    }
  });

  it('says which line a rule came from', () => {
    const columns = new RuleColumns(1);
    columns.lists.push({ name: 'l', category: 'c' });
    const format: FastFormat = 'domains';
    readFastLines(columns, bytesOf('# one\n\nthree.example\r\nfour.example'), {
      format,
      list: 0,
      slow: () => undefined,
      decode,
    });
    expect([...columns.line.subarray(0, columns.count)]).toEqual([3, 4]);
  });

  it('takes out what $badfilter lines of another list disable, and nothing else', () => {
    const columns = new RuleColumns(1);
    const take = (list: string, format: ListFormat, lines: string) =>
      takeList(columns, { list, category: 'c', format, effect: 'block', bytes: bytesOf(lines) }, suffixes, decode);
    const taken = [
      take('one', 'adblock', '||mistake.example^\n||meant.example^'),
      take('two', 'domains', 'mistake.example'),
      take('three', 'adblock', '||mistake.example^$badfilter'),
    ];
    expect(
      dropDisabled(
        columns,
        taken.flatMap(({ disabled }) => disabled),
      ),
    ).toBe(1);
    const index = indexOf(compileRules(columns, OPTIONS));
    expect(index.lookup('mistake.example')?.list).toBe('two');
    expect(index.lookup('meant.example')?.list).toBe('one');
  });
});

describe('a release beside the one before', () => {
  const names = (from: number, to: number, list = 'list.txt') =>
    Array.from({ length: to - from }, (_, i) => rule(`n${from + i}.example`, { list }));

  it('counts by list what was lost and gained', () => {
    const before = compile([...names(0, 1000), ...names(2000, 2100, 'other.txt')]);
    const after = compile([...names(10, 1050), ...names(2000, 2100, 'other.txt')]);
    expect(compareWithPrevious(after.names, before)).toEqual([
      { list: 'list.txt', before: 1000, after: 1040, lost: 10, gained: 50 },
      { list: 'other.txt', before: 100, after: 100, lost: 0, gained: 0 },
    ]);
  });

  it('is suspicious when a list lost a third, as one did, or was replaced, as another was, and not in an ordinary week', () => {
    const before = compile(names(0, 1000));
    const verdict = (rules: readonly DomainRule[]) =>
      suspicious(compareWithPrevious(compile(rules).names, before)).length;
    expect(verdict(names(0, 680))).toBe(1);
    expect(verdict(names(940, 1940))).toBe(1);
    expect(verdict(names(40, 1070))).toBe(0);
    expect(verdict([])).toBe(1);
  });
});
