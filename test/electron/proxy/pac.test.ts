import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { NO_ORIGINAL, routesOf, wrapOriginal, type OriginalRoute } from '../../../electron/proxy/pac/original-route.ts';
import { writePac, type PacOptions } from '../../../electron/proxy/pac/write-pac.ts';

type Find = (url: string, host: string) => string;

/** What browsers give a PAC, as far as these tests need it. */
const PAC_FUNCTIONS = `
function shExpMatch(text, pattern) { return new RegExp("^" + pattern.replace(/[.]/g, "\\\\.").replace(/[*]/g, ".*").replace(/[?]/g, ".") + "$").test(text); }
function dnsDomainIs(host, domain) { return host.length >= domain.length && host.substring(host.length - domain.length) === domain; }
function isPlainHostName(host) { return host.indexOf(".") === -1; }
function dnsResolve() { throw new Error("a PAC of ours must not look up names"); }
`;

function load(options: Partial<PacOptions> = {}): Find {
  const original = options.original ?? NO_ORIGINAL;
  const lanes = [[null], ...routesOf(original)].map((hops, index) => ({ hops, ports: [5000 + index] }));
  const text = writePac({
    lanes,
    original,
    bypass: { privateAddresses: true, plainNames: false, hosts: ['direct.example'] },
    whenProxyIsGone: 'closed',
    ...options,
  });
  // The value is what the browsers look for: the global of that name, after everything ran.
  return runInNewContext(`${PAC_FUNCTIONS}\n${text}\n;(function (u, h) { return FindProxyForURL(u, h); })`) as Find;
}

const pac = (text: string): OriginalRoute => ({ kind: 'pac', text });

describe('the PAC', () => {
  it('sends every site to us and nowhere else', () => {
    const find = load();
    for (const host of [
      'site.example',
      'WWW.Site.Example',
      '1.1.1.1',
      '2606:4700::1111',
      '[2606:4700::1111]',
      'printer',
      'xlocalhost',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '10.0.0.1.evil.example',
      'notdirect.example',
      'direct.example.evil.example',
    ])
      expect([host, find(`https://${host}/`, host)]).toEqual([host, 'PROXY 127.0.0.1:5000']);
  });

  it('leaves this computer, typed private addresses and the policy’s hosts alone', () => {
    const find = load();
    for (const host of [
      'localhost',
      'LOCALHOST',
      'app.localhost',
      'localhost.',
      '127.0.0.1',
      '127.9.9.9',
      '::1',
      '[::1]',
      '10.0.0.1',
      '192.168.1.1',
      '172.16.0.1',
      '172.31.0.1',
      '169.254.1.1',
      'fd00::1',
      'fe80::1',
      'direct.example',
      'a.direct.example',
    ])
      expect([host, find(`http://${host}/`, host)]).toEqual([host, 'DIRECT']);
    const strict = load({ bypass: { privateAddresses: false, plainNames: true, hosts: [] } });
    expect(strict('http://10.0.0.1/', '10.0.0.1')).toBe('PROXY 127.0.0.1:5000');
    expect(strict('http://printer/', 'printer')).toBe('DIRECT');
    expect(strict('http://172.32.0.1/', '172.32.0.1')).toBe('PROXY 127.0.0.1:5000');
  });

  it('has another way only when the policy says that it may fail open', () => {
    expect(load({ whenProxyIsGone: 'open' })('http://a.example/', 'a.example')).toBe('PROXY 127.0.0.1:5000; DIRECT');
    const original = pac('function FindProxyForURL() { return "PROXY corp.example:3128; DIRECT"; }');
    expect(load({ whenProxyIsGone: 'open', original })('http://a.example/', 'a.example')).toBe(
      'PROXY 127.0.0.1:5001; PROXY corp.example:3128; DIRECT',
    );
  });

  it('gives each host one of several ports, always the same', () => {
    const find = load({ lanes: [{ hops: [null], ports: [1, 2, 3, 4] }] });
    const answers = Array.from({ length: 200 }, (_, index) => find('https://x/', `h${index}.example`));
    expect(new Set(answers).size).toBe(4);
    expect(find('https://x/', 'h7.example')).toBe(answers[7]);
  });

  it('sends the probe to us whatever the original wants', () => {
    const find = load({ original: pac('function FindProxyForURL() { return "PROXY corp.example:3128"; }') });
    expect(find('http://offhook-probe.invalid/x', 'offhook-probe.invalid')).toBe('PROXY 127.0.0.1:5000');
  });
});

describe('a PAC that was there before', () => {
  const CORPORATE = `// Corporate PAC
    var proxies = ["PROXY one.corp.example:8080", "PROXY two.corp.example"];
    function pick(n) { return proxies[n]; }
    function FindProxyForURL(url, host) {
      if (isPlainHostName(host) || dnsDomainIs(host, ".intra.example")) return "DIRECT";
      if (shExpMatch(url, "ftp:*")) return "SOCKS socks.corp.example:1080";
      return host === "two.example" ? pick(1) : pick(0) + "; " + pick(1) + "; DIRECT";
    }`;

  it('still decides where requests go, by way of us', () => {
    const find = load({ original: pac(CORPORATE) });
    expect(find('http://x.intra.example/', 'x.intra.example')).toBe('PROXY 127.0.0.1:5000');
    expect(find('http://two.example/', 'two.example')).toBe('PROXY 127.0.0.1:5002');
    expect(find('http://any.example/', 'any.example')).toBe(
      'PROXY 127.0.0.1:5001; PROXY 127.0.0.1:5002; PROXY 127.0.0.1:5000',
    );
    expect(find('ftp://any.example/', 'any.example')).toBe('PROXY 127.0.0.1:5000');
  });

  it.each([
    ['an expression', 'var FindProxyForURL = function () { return "PROXY p.example:1"; };'],
    ['a constant', 'const FindProxyForURL = () => "PROXY p.example:1";'],
    ['a let', 'let FindProxyForURL = () => "PROXY p.example:1";'],
    ['an undeclared name', 'FindProxyForURL = function () { return "PROXY p.example:1"; }'],
    ['a property of this', 'this.FindProxyForURL = function () { return "PROXY p.example:1"; }'],
    ['the IPv6 variant', 'function FindProxyForURLEx(u, h) { return "PROXY p.example:1"; }'],
    ['strict mode', '"use strict"; function FindProxyForURL(u, h) { return "PROXY p.example:1"; }'],
    ['a byte order mark', '\uFEFFfunction FindProxyForURL(u, h) { return "PROXY p.example:1"; }'],
    ['a trailing comment', 'function FindProxyForURL(u, h) { return "proxy P.Example:1"; } // end'],
    ['a comment with a brace', 'function FindProxyForURL(u, h) { return "PROXY p.example:1"; } /* }); */'],
  ])('is found as %s', (_how, text) => {
    expect(load({ original: pac(text) })('http://a.example/', 'a.example')).toBe('PROXY 127.0.0.1:5001');
  });

  it.each([
    ['does not parse', 'function FindProxyForURL( {'],
    ['throws when it loads', 'throw new Error("no"); function FindProxyForURL() { return "DIRECT"; }'],
    ['throws when it is asked', 'function FindProxyForURL() { return missing(); }'],
    ['is another kind of file', '<!doctype html><title>Log in</title>'],
    ['is empty', ''],
    ['closes our wrapper', '}).call({}); FindProxyForURL = function () { return "DIRECT"; }; (function () {'],
    ['closes our try', '} catch (e) {} function FindProxyForURL() { return "DIRECT"; } try {'],
    ['opens a comment', 'function FindProxyForURL() { return "DIRECT"; } /*'],
    ['opens a string', 'function FindProxyForURL() { return "DIRECT"; } `'],
    [
      'puts itself in our place',
      '(function () { return this; })().FindProxyForURL = function () { return "DIRECT"; };',
    ],
    ['returns nonsense', 'function FindProxyForURL() { return { toString: function () { return "QUIC x:1"; } }; }'],
    ['returns nothing', 'function FindProxyForURL() {}'],
    ['is too long', `//${'x'.repeat(1_000_000)}\nfunction FindProxyForURL() { return "DIRECT"; }`],
    ['replaces helpers', 'route = pick = settings = offhookChain = 1; function FindProxyForURL() { return "DIRECT"; }'],
  ])('that %s does not take ours with it', (_what, text) => {
    const find = load({ original: pac(text) });
    expect(find('http://a.example/', 'a.example')).toBe('PROXY 127.0.0.1:5000');
  });

  it('names its ways in its text: whole lists, and each proxy', () => {
    const one = { host: 'one.corp.example', port: 8080 };
    const two = { host: 'two.corp.example', port: 80 };
    expect(routesOf(pac(CORPORATE))).toEqual([[one], [two]]);
    expect(routesOf(pac(`return 'PROXY one.corp.example:8080;proxy Two.Corp.Example ; DIRECT';`))).toEqual([
      [one, two, null],
      [one],
      [two],
    ]);
    expect(
      routesOf(pac('"PROXY [fd00::1]:8080; HTTP x.example:1; PROXY x.example:99999; SOCKS s:1"')).slice(0, 2),
    ).toEqual([
      [
        { host: 'fd00::1', port: 8080 },
        { host: 'x.example', port: 1 },
      ],
      [{ host: 'fd00::1', port: 8080 }],
    ]);
    expect(routesOf(pac('PROXY a:1 '.repeat(5)))).toHaveLength(1);
    const find = load({
      original: pac(
        'function FindProxyForURL() { return "proxy One.Corp.Example:8080;  PROXY two.corp.example:80;DIRECT;"; }',
      ),
    });
    expect(find('http://a.example/', 'a.example')).toBe('PROXY 127.0.0.1:5001');
  });

  it('is only parsed here, never run', () => {
    expect(wrapOriginal('globalThis.process.exit(7); function FindProxyForURL() {}')).toContain('process.exit(7)');
  });
});

describe('proxies that were set by hand before', () => {
  it('keep their schemes and exceptions, by way of us', () => {
    const find = load({
      original: {
        kind: 'manual',
        http: { host: 'web.corp.example', port: 8080 },
        https: { host: 'tls.corp.example', port: 8443 },
        bypass: ['*.local', '10.*', '<local>', 'Exact.example', '.below.example', 'a+b.example', 'x[.example'],
      },
      bypass: { privateAddresses: false, plainNames: false, hosts: [] },
    });
    const lane = (url: string): string => find(url, new URL(url).hostname);
    expect(lane('http://a.example/')).toBe('PROXY 127.0.0.1:5001');
    expect(lane('https://a.example/')).toBe('PROXY 127.0.0.1:5002');
    expect(find('wss://a.example/', 'a.example')).toBe('PROXY 127.0.0.1:5002');
    for (const host of ['nas.local', '10.1.2.3', 'printer', 'exact.example', 'x.below.example'])
      expect([host, find(`https://${host}/`, host)]).toEqual([host, 'PROXY 127.0.0.1:5000']);
    expect(lane('https://notexact.example/')).toBe('PROXY 127.0.0.1:5002');
  });
});
