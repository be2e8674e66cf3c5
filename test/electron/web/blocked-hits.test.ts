import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlockedHits } from '../../../electron/web/blocked-hits.ts';

const block = (host: string, rule: string, category = 'webmail', list = 'policy') =>
  ({ action: 'block', host, rule, category, why: '', list }) as const;

describe('refused sites that are told', () => {
  it('are the listed domain, never the host that was visited', () => {
    const hits = createBlockedHits();
    hits.add(block('jane-doe.mail.test', 'mail.test'));
    expect(hits.peek('domain')).toEqual([{ category: 'webmail', host: 'mail.test', count: 1 }]);
  });

  it('are a count of each category when policy says so', () => {
    const hits = createBlockedHits();
    hits.add(block('a.mail.test', 'mail.test'));
    hits.add(block('b.post.test', 'post.test'));
    hits.add(block('c.test', 'c.test', 'other'));
    expect(hits.peek('count')).toEqual([
      { category: 'webmail', host: null, count: 2 },
      { category: 'other', host: null, count: 1 },
    ]);
  });

  it('are nothing, and forgotten, when policy says so', () => {
    const hits = createBlockedHits();
    hits.add(block('a.mail.test', 'mail.test'));
    expect(hits.peek('nothing')).toEqual([]);
    expect(hits.peek('domain')).toEqual([]);
  });

  it('have no domain when the policy did not name them', () => {
    const hits = createBlockedHits();
    hits.add(block('', 'scheme:ftp:', 'other', 'built-in'));
    hits.add(block('', 'not-a-url', 'other', 'built-in'));
    hits.add(block('jane-doe.mail.test', '||jane-doe.mail.test^', 'webmail', 'Webmail list'));
    hits.add(block('jane-doe.test', 'allow-only', 'not-allowed'));
    hits.add(block('jane-doe-bank.test', 'typo: bank.test', 'phishing', 'lookalike'));
    expect(hits.peek('domain')).toEqual([
      { category: 'other', host: null, count: 2 },
      { category: 'webmail', host: null, count: 1 },
      { category: 'not-allowed', host: null, count: 1 },
      { category: 'phishing', host: null, count: 1 },
    ]);
  });

  it('are each told exactly once, at most 20 at a time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('count' as const, 'domain' as const),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom('webmail', 'social', 'other')), {
          maxLength: 200,
        }),
        (mode, visits) => {
          const hits = createBlockedHits();
          for (const [site, category] of visits) hits.add(block(`x.s${site}.test`, `s${site}.test`, category));
          let told = 0;
          for (let sites = hits.peek(mode); sites.length > 0; sites = hits.peek(mode)) {
            expect(sites.length).toBeLessThanOrEqual(20);
            told += sites.reduce((sum, site) => sum + site.count, 0);
            hits.told(sites);
          }
          expect(told).toBe(visits.length);
        },
      ),
    );
  });
});
