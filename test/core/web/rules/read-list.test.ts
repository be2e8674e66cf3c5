import { describe, expect, it } from 'vitest';
import { publicSuffixes } from '../../../../server/lists/public-suffixes.ts';
import { createEngine, engineFromLists } from '../../../../core/web/match/engine.ts';
import { judgeRequest } from '../../../../core/web/match/judge-request.ts';
import { createMemoryDomainIndex } from '../../../../core/web/match/memory-domain-index.ts';
import type { ListFormat } from '../../../../core/web/rules/list-format.ts';
import { readList, type ListInput } from '../../../../core/web/rules/read-list.ts';
import { judge } from '../engine-of.ts';

const input = (text: string, change: Partial<ListInput> = {}): ListInput => ({
  list: 'l',
  category: 'malware',
  effect: 'block',
  format: 'auto',
  text,
  ...change,
});

describe('reading a list', () => {
  it('reports what each line came to', () => {
    const { report } = readList(
      input(
        '! title\n||a.com^\n##.ad\n||b.com^$csp=x\n0.0.0.0 localhost\n/(?=x)/\n||a.com^$badfilter\nhttp://c.com/x\n10.1.0.0/16\n/ads/*\nco.uk\nserver:',
      ),
      publicSuffixes,
    );
    expect(report).toMatchObject({
      lines: 12,
      rules: { domain: 1, url: 1, cidr: 1, pattern: 2 },
      disabling: 1,
      ignored: { comment: 1, cosmetic: 1, modifier: 1, unneeded: 1, setting: 1 },
      refused: 2,
      refusedByReason: {
        'the regular expression is refused: it looks ahead or behind, which is not linear-time': 1,
        'a whole public suffix would be blocked': 1,
      },
    });
    expect(report.samples[0]).toMatchObject({ line: 6, text: '/(?=x)/' });
  });

  it('keeps the report small however bad the list is', () => {
    const { report } = readList(input('junk line of many words\n'.repeat(5000)));
    expect(report.refused).toBe(5000);
    expect(report.samples).toHaveLength(100);
  });

  it('refuses a line that is damage rather than a rule', () => {
    expect(readList(input(`x.com${' '.repeat(100_000)}`)).report.refusedByReason).toEqual({
      'the line is too long': 1,
    });
  });

  it.each<[ListFormat, string, string, string]>([
    ['hosts', 'x.com', 'https://a.x.com/', 'https://y.com/'],
    ['domains', 'x.com\n*.y.com', 'https://a.y.com/', 'https://z.com/'],
    ['wildcard', 'x.com', 'https://a.x.com/', 'https://y.com/'],
    ['adblock', 'x.com/ads', 'https://a.x.com/ads2', 'https://x.com/'],
    ['adblock', 'banner.', 'https://a.com/banner.png', 'https://x.com/'],
    ['urls', 'x.com', 'https://x.com/y', 'https://a.x.com/'],
    ['rpz', 'x.com CNAME .', 'https://x.com/', 'https://a.x.com/'],
    ['csv', 'x.com,bad', 'https://x.com/', 'https://bad/'],
    ['dnsmasq', 'address=/x.com/', 'https://x.com/', 'https://y.com/'],
    ['unbound', 'local-zone: x.com static', 'https://x.com/', 'https://y.com/'],
  ])('as %s, %s means what that format says', (format, text, blocked, allowed) => {
    const { engine } = engineFromLists([input(text, { format })], publicSuffixes);
    expect(judgeRequest(engine, { url: blocked }).action).toBe('block');
    expect(judgeRequest(engine, { url: allowed }).action).toBe('allow');
  });
});

describe('an answer', () => {
  it('names list, category, the line as written, and the host', () => {
    const { engine } = engineFromLists([
      input('a.com', { list: 'one' }),
      input('  ||B.com^$important  ! x', { list: 'two', category: 'scam' }),
    ]);
    expect(judgeRequest(engine, { url: 'https://www.a.com/' })).toEqual({
      action: 'block',
      list: 'one',
      rule: 'a.com',
      category: 'malware',
      host: 'www.a.com',
    });
    expect(judge('||x.com^\n@@||a.x.com^', 'https://a.x.com/')).toMatchObject({
      action: 'allow',
      rule: '@@||a.x.com^',
    });
    expect(judge('||x.com^', 'https://y.com/')).toEqual({
      action: 'allow',
      list: null,
      rule: null,
      category: null,
      host: 'y.com',
    });
    expect(judge('||x.com^', { url: 'good.com:443', via: 'connect', sni: 'x.com' })).toMatchObject({
      action: 'block',
      host: 'x.com',
    });
    expect(judge('', 'nothing')).toMatchObject({ action: 'block', list: 'built-in', rule: 'not-a-url' });
  });

  it('lets an allow list win over everything, even what is important', () => {
    const lists = [
      input('||x.com^$important\n/ads/*'),
      input('x.com\nintranet', { list: 'allowed', effect: 'important-allow' }),
    ];
    const { engine } = engineFromLists(lists, publicSuffixes);
    expect(judgeRequest(engine, { url: 'https://a.x.com/ads/1' })).toMatchObject({
      action: 'allow',
      list: 'allowed',
      rule: 'x.com',
    });
    expect(judgeRequest(engine, { url: 'http://intranet/ads/1' }).action).toBe('allow');
    expect(judgeRequest(engine, { url: 'https://y.com/ads/1' }).action).toBe('block');
  });

  it('weighs a compiled list of domains with the rules beside it', () => {
    const rule = {
      list: 'big',
      category: 'phishing',
      text: 'x.com',
      domain: 'x.com',
      scope: 'tree',
      effect: 'block',
    } as const;
    const domains = createMemoryDomainIndex([rule]);
    const engine = createEngine([readList(input('@@||ok.x.com^'))], { domains });
    expect(judgeRequest(engine, { url: 'https://a.x.com/' })).toMatchObject({ action: 'block', list: 'big' });
    expect(judgeRequest(engine, { url: 'https://ok.x.com/' }).action).toBe('allow');
  });
});
