import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyDocumentSchema } from '../../../core/policy/schema.ts';
import { publicSuffixes } from '../../../server/lists/public-suffixes.ts';
import { createDecideWeb, type DecideWebOptions } from '../../../core/web/decide.ts';
import { createEngine, engineFromLists } from '../../../core/web/match/engine.ts';

const webOf = (web: object) =>
  policyDocumentSchema.parse({ schema: 'offhook-policy/1', name: 'test', checks: {}, web }).web;
const policy = webOf({
  block: [
    { host: 'phish.example', category: 'phishing', why: 'It copies our sign-in page.' },
    { host: 'xn--mnchen-3ya.example', category: 'other' },
    { host: '192.0.2.7', category: 'malware' },
    { host: 'deep.help.phish.example', category: 'phishing' },
    { host: 'tied.example', category: 'other' },
    { host: 'test', category: 'other' },
  ],
  allow: ['help.phish.example', 'tied.example'],
});

function decideBy(web: DecideWebOptions['policy'], lists: Readonly<Record<string, string>> = {}) {
  const inputs = Object.entries(lists).map(
    ([category, text]) =>
      ({ list: `List of ${category}`, category, effect: 'block', format: 'adblock', text }) as const,
  );
  const engine = inputs.length === 0 ? createEngine([]) : engineFromLists(inputs, publicSuffixes).engine;
  return createDecideWeb({ policy: web, engine, listCategories: Object.keys(lists), suffixes: publicSuffixes });
}

const byPolicy = decideBy(policy);
const decide = (url: string) => byPolicy({ url });
const ruleOf = (url: string) => {
  const decision = decide(url);
  return decision.action === 'block' ? decision.rule : 'allowed';
};

describe('the web, by policy', () => {
  it('says what was refused, by which rule and why', () => {
    expect(decide('https://www.phish.example/login?next=1')).toEqual({
      action: 'block',
      host: 'www.phish.example',
      rule: 'phish.example',
      category: 'phishing',
      why: 'It copies our sign-in page.',
      list: 'policy',
    });
  });

  it.each([
    ['the site itself', 'https://phish.example/'],
    ['a subdomain', 'https://a.b.phish.example/'],
    ['capitals', 'HTTPS://PHISH.Example/'],
    ['the root’s dot', 'https://phish.example./'],
    ['two dots at the end', 'https://phish.example../'],
    ['a port', 'https://phish.example:8443/'],
    ['a user name that looks like another site', 'https://good.example@phish.example/'],
    ['a user name and password', 'https://good.example:443@phish.example/'],
    ['a backslash for a slash', 'https:\\\\phish.example\\'],
    ['no slashes', 'https:phish.example'],
    ['white space around and tabs within', ' https://phi\tsh.exa\nmple/ '],
    ['percent signs in the host', 'https://phish%2Eexample/'],
    ['full-width letters', 'https://ｐｈｉｓｈ.example/'],
    ['the ideographic full stop', 'https://phish。example/'],
    ['a soft hyphen', 'https://phi\u00adsh.example/'],
    ['a socket', 'wss://phish.example/s'],
  ])('refuses a blocked site written with %s', (_how, url) => {
    expect(ruleOf(url)).toBe('phish.example');
  });

  it.each([
    ['192.0.2.7', 'http://192.0.2.7/'],
    ['a short form', 'http://192.0.519/'],
    ['one number', 'http://3221225991/'],
    ['hexadecimal', 'http://0xC0000207/'],
    ['octal', 'http://0300.0.2.07/'],
    ['the root’s dot', 'http://192.0.2.7./'],
  ])('refuses a blocked address written as %s', (_how, url) => {
    expect(ruleOf(url)).toBe('192.0.2.7');
  });

  it('refuses an international name as people write it', () => {
    expect(ruleOf('https://münchen.example/')).toBe('xn--mnchen-3ya.example');
    expect(ruleOf('https://MÜNCHEN.example/')).toBe('xn--mnchen-3ya.example');
  });

  it.each([
    ['a name that only ends alike', 'https://notphish.example/'],
    ['a name that only begins alike', 'https://phish.example.org/'],
    ['the blocked name in the path', 'https://good.example/phish.example'],
    ['the blocked name in the query', 'https://good.example/?u=https://phish.example'],
    ['the blocked name as user', 'https://phish.example@good.example/'],
    ['the parent', 'https://example/'],
    ['an address of which the rule is a part', 'http://1.192.0.2/'],
  ])('lets %s through', (_what, url) => {
    expect(ruleOf(url)).toBe('allowed');
  });

  it('takes the most specific name, and on a tie what is allowed', () => {
    expect(ruleOf('https://help.phish.example/')).toBe('allowed');
    expect(ruleOf('https://www.help.phish.example/')).toBe('allowed');
    expect(ruleOf('https://deep.help.phish.example/')).toBe('deep.help.phish.example');
    expect(ruleOf('https://tied.example/')).toBe('allowed');
  });

  it('can refuse a whole top-level name', () => {
    expect(ruleOf('http://anything.test/')).toBe('test');
  });

  it.each([
    ['javascript:alert(1)', 'scheme:javascript:'],
    ['data:text/html,x', 'scheme:data:'],
    ['file:///etc/passwd', 'scheme:file:'],
    ['blob:https://good.example/1', 'scheme:blob:'],
    ['about:blank', 'scheme:about:'],
    ['view-source:https://good.example', 'scheme:view-source:'],
    ['ftp://good.example/', 'scheme:ftp:'],
    ['offhook://enrol?x=1', 'scheme:offhook:'],
    ['', 'not-a-url'],
    ['good.example', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['https://a b/', 'not-a-url'],
    ['https://[::1', 'not-a-url'],
  ])('refuses %j, which is no page of the web', (url, rule) => {
    expect(ruleOf(url)).toBe(rule);
  });

  it('does not take a part of an address for its parent', () => {
    const odd = decideBy({ ...policy, block: [{ host: '2.7', category: 'other', why: '' }], allow: [] });
    expect(odd({ url: 'http://192.0.2.7/' }).action).toBe('allow');
  });

  it('keeps what it says within what a view may carry, however long the name', () => {
    for (const url of [`https://${'a'.repeat(400)}.phish.example/`, `${'a'.repeat(400)}:x`]) {
      const { action, host = '', rule = '' } = { host: undefined, rule: undefined, ...decide(url) };
      expect(action).toBe('block');
      expect(host.length).toBeLessThanOrEqual(253);
      expect(rule.length).toBeLessThanOrEqual(260);
    }
  });

  it('never throws, and decides the same for a URL and for its normal form', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .tuple(fc.constantFrom('http', 'HTTPS', 'wss', 'ftp'), fc.domain(), fc.string())
            .map(([scheme, host, rest]) => `${scheme}://${host}${rest}`),
          fc.domain().map((host) => `https://${host}.phish.example`),
        ),
        (url) => {
          const decision = decide(url);
          const again = URL.canParse(url) ? decide(new URL(url).href) : { ...decision, action: 'block' };
          expect(again).toEqual(decision);
        },
      ),
    );
  });

  it('refuses every subdomain of a blocked site, and no site that merely ends alike', () => {
    fc.assert(
      fc.property(fc.domain(), fc.stringMatching(/^[a-z0-9]{1,20}$/), (host, prefix) => {
        fc.pre(!host.endsWith('help'));
        expect(ruleOf(`https://${host}.phish.example/`)).toBe('phish.example');
        expect(ruleOf(`https://${prefix}phish.example/`)).toBe('allowed');
      }),
    );
  });
});

describe('the web, by lists under a policy', () => {
  const lists = { phishing: '||evil.test^\n||long.test/a', social: '||friends.test^' };

  it('says which list, which line and what kind of site', () => {
    const byLists = decideBy(webOf({}), lists);
    expect(byLists({ url: 'https://www.evil.test/' })).toEqual({
      action: 'block',
      host: 'www.evil.test',
      rule: '||evil.test^',
      category: 'phishing',
      why: '',
      list: 'List of phishing',
    });
    expect(byLists({ url: 'https://friends.test/' }).action).toBe('block');
    expect(byLists({ url: 'https://friends.test.org/' }).action).toBe('allow');
  });

  it('blocks only the kinds that the policy wants blocked, where it names any', () => {
    const some = decideBy(webOf({ lists: { categories: ['phishing'] } }), lists);
    expect(some({ url: 'https://friends.test/' }).action).toBe('allow');
    expect(some({ url: 'https://evil.test/' }).action).toBe('block');
    expect(decideBy(webOf({ lists: { categories: [] } }), lists)({ url: 'https://evil.test/' }).action).toBe('allow');
  });

  it('lets the policy’s own entries decide before the lists', () => {
    const own = decideBy(
      webOf({ allow: ['ok.evil.test'], block: [{ host: 'friends.test', category: 'other' }] }),
      lists,
    );
    expect(own({ url: 'https://ok.evil.test/' }).action).toBe('allow');
    expect(own({ url: 'https://evil.test/' }).action).toBe('block');
    expect(own({ url: 'https://friends.test/' })).toMatchObject({ list: 'policy', rule: 'friends.test' });
  });

  it('judges all the names of a request and all hops of its redirects', () => {
    const byLists = decideBy(webOf({}), lists);
    expect(byLists({ url: 'https://short.test/', chain: ['/x', 'https://evil.test/'] })).toMatchObject({
      action: 'block',
      host: 'evil.test',
    });
    expect(byLists({ url: 'https://good.test/', via: 'connect', sni: 'evil.test' }).action).toBe('block');
  });

  it('opens nothing but what it names in allow-only mode, for pages and for what they load', () => {
    const strict = decideBy(webOf({ mode: 'allow-only', allow: ['desk.test'] }), lists);
    expect(strict({ url: 'https://www.desk.test/' }).action).toBe('allow');
    expect(strict({ url: 'https://cdn.test/x.js', type: 'script' })).toMatchObject({
      rule: 'allow-only',
      category: 'not-allowed',
      list: 'policy',
      why: '',
    });
  });

  it('refuses pages whose names look like those that agents trust, not what pages load from them', () => {
    const guarded = decideBy(webOf({ protectedNames: ['lindqvist.com'], allow: ['lindqvist-bank.com'] }));
    const typo = { url: 'https://lindqvst.com/' };
    expect(guarded(typo)).toMatchObject({ list: 'lookalike', rule: 'typo: lindqvist.com', category: 'phishing' });
    expect(guarded({ ...typo, type: 'subFrame' }).action).toBe('block');
    expect(guarded({ ...typo, type: 'image' }).action).toBe('allow');
    expect(guarded({ url: 'https://mail.lindqvist.com/' }).action).toBe('allow');
    expect(decideBy(webOf({}))(typo).action).toBe('allow');
    const sites = webOf({ protectedNames: ['lindqvist.com'], home: 'https://lindqvst.com/start' });
    expect(decideBy(sites)(typo).action).toBe('allow');
  });

  it('keeps a list’s line and name within what a view may carry', () => {
    const path = 'a'.repeat(400);
    const long = decideBy(webOf({}), { phishing: `||long.test/${path}` });
    const block = long({ url: `https://long.test/${path}` });
    expect(block).toMatchObject({ action: 'block', rule: `||long.test/${path}`.slice(0, 260) });
  });
});
