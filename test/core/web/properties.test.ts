import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicSuffixes } from '../../../server/lists/public-suffixes.ts';
import { createEngine } from '../../../core/web/match/engine.ts';
import { judgeRequest, type WebRequest } from '../../../core/web/match/judge-request.ts';
import { LIST_FORMATS } from '../../../core/web/rules/list-format.ts';
import { readList } from '../../../core/web/rules/read-list.ts';
import { fastTarget } from '../../../core/web/url/fast-target.ts';
import { readTarget } from '../../../core/web/url/target.ts';
import { judge } from './engine-of.ts';

const label = fc.stringMatching(/^[ab][ab1-]{0,2}[ab]$/);
const host = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 3 }), fc.constantFrom('com', 'net', 'co.uk'))
  .map(([labels, suffix]) => `${labels.join('.')}.${suffix}`);
const path = fc
  .array(fc.constantFrom('/', 'ads', 'ad', 'a', 'b', '-', '_', '.', '?', '=', '%20', 'X', '1'), { maxLength: 8 })
  .map((parts) => `/${parts.join('')}`);
const url = fc
  .tuple(fc.constantFrom('http', 'https', 'wss'), host, path)
  .map(([scheme, name, rest]) => `${scheme}://${name}${rest}`);

const piece = fc.constantFrom('ads', 'ad', '/', '^', '*', 'a', 'b', '-', '.', '?', 'X', '_', 'https://', 'com', '1');
const glob = fc
  .tuple(fc.constantFrom('', '|', '||'), fc.array(piece, { minLength: 1, maxLength: 6 }), fc.constantFrom('', '|'))
  .map(([start, pieces, end]) => `${start}${pieces.join('')}${end}`)
  // Others are regular expressions, hosts or no patterns.
  .filter((text) => !/^\/.*\/$|^[|*]*$|^\|\|[a-z0-9.-]+\^\**$|^@@|\*\|$|^\|\*/i.test(text));

/** S7 as it is written, one regular expression a pattern. Slow, and nothing of it is in the engine. */
function naive(pattern: string, address: string): boolean {
  let body = pattern;
  let before = '';
  if (body.startsWith('||')) {
    before = '^[a-z][a-z0-9+.-]*://(?:[^/?]*\\.)?';
    body = body.slice(2);
  } else if (body.startsWith('|')) {
    before = '^';
    body = body.slice(1);
  }
  const after = body.endsWith('|') ? '$' : '';
  if (after !== '') body = body.slice(0, -1);
  const middle = Array.from(body, (char) =>
    char === '*' ? '.*' : char === '^' ? '(?:[^A-Za-z0-9_.%-]|$)' : char.replace(/[.+?^${}()|[\]\\/-]/g, '\\$&'),
  ).join('');
  return new RegExp(before + middle + after, 'i').test(address);
}

describe('the engine', () => {
  it('agrees with S7 read as one regular expression a pattern', () => {
    fc.assert(
      fc.property(glob, url, (pattern, address) => {
        const list = readList({
          list: 'l',
          category: 'c',
          effect: 'block',
          format: 'adblock',
          text: `! x\n${pattern}`,
        });
        const isGlob = list.rules.length === 1 && list.rules[0]?.kind === 'pattern';
        fc.pre(isGlob);
        const answer = judgeRequest(createEngine([list]), { url: address });
        expect(answer.action === 'block').toBe(naive(pattern, new URL(address).href));
      }),
      { numRuns: 3000 },
    );
  });

  it('blocks whatever is below a domain that it blocks, and never a mere suffix', () => {
    fc.assert(
      fc.property(
        host,
        label,
        fc.constantFrom('||D^', 'D', '0.0.0.0 D', 'address=/D/#', '*.D'),
        (domain, more, form) => {
          const rule = form.replace('D', domain);
          expect(judge(rule, `https://${domain}/`).action).toBe('block');
          expect(judge(rule, `https://${more}.${domain}/x`).action).toBe('block');
          expect(judge(rule, `https://${more}${domain}/`).action).toBe('allow');
          expect(judge(rule, `https://${domain}.${more}/`).action).toBe('allow');
        },
      ),
      { numRuns: 200 },
    );
  });

  const rule = fc.oneof(
    host,
    host.map((name) => `||${name}^`),
    host.map((name) => `||${name}^$important`),
    host.map((name) => `||${name}^$script`),
    fc.tuple(host, host).map(([name, source]) => `||${name}^$domain=${source}`),
    glob,
  );
  const exception = fc.oneof(
    host.map((name) => `@@||${name}^`),
    host.map((name) => `@@||${name}^$important`),
    glob.map((text) => `@@${text}`),
  );
  const request: fc.Arbitrary<WebRequest> = fc.record({
    url,
    source: fc.option(url, { nil: undefined }),
    type: fc.constantFrom('main_frame', 'script', 'image'),
  });

  it('never blocks more because of one exception more', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), exception, request, (rules, more, asked) => {
        const before = judge(['! x', ...rules].join('\n'), asked).action;
        const after = judge(['! x', ...rules, more].join('\n'), asked).action;
        expect([before, after]).not.toEqual(['allow', 'block']);
      }),
      { numRuns: 300 },
    );
  });

  it('does not care in which order rules stand', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }),
        fc.array(fc.oneof(rule, exception), { minLength: 8, maxLength: 8 }),
        request,
        (order, rules, asked) => {
          const shuffled = order.map((index) => rules[index] ?? '');
          expect(judge(['! x', ...shuffled].join('\n'), asked).action).toBe(
            judge(['! x', ...rules].join('\n'), asked).action,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads any text as a list of any format without failing', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      rule,
      exception,
      fc.string({ unit: fc.constantFrom(...Array.from('|@$^*/.:,;"#~![]{}()\\= \t\rax1-_\uFEFFü')) }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom(...LIST_FORMATS), (lines, format) => {
        const list = readList(
          { list: 'l', category: 'c', effect: 'block', format, text: lines.join('\n') },
          publicSuffixes,
        );
        judgeRequest(createEngine([list], { suffixes: publicSuffixes }), { url: 'https://a.example.com/x' });
        expect(list.report.lines).toBeLessThanOrEqual(lines.join('\n').split(/\r\n|\r|\n/).length);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the quick reader of URLs', () => {
  it('agrees with the full one', () => {
    const rest = fc.string({
      unit: fc.constantFrom(...Array.from('abXZ019-._~:/?#[]@!$&\'()*+,;=%2eE \t\n\\^`{|}<>"ü')),
    });
    fc.assert(
      fc.property(fc.constantFrom('https://', 'http://', 'ws://', 'HTTPS://'), rest, (scheme, text) => {
        expect(fastTarget(scheme + text)).toEqual(readTarget(scheme + text));
      }),
      { numRuns: 5000 },
    );
  });

  it('changes nothing that is canonical already', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
        const target = readTarget(text);
        expect(readTarget(target.kind === 'network' ? target.url : '')).toEqual(target);
      }),
      { numRuns: 1000 },
    );
  });
});
