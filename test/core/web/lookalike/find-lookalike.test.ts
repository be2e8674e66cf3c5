import { describe, expect, it } from 'vitest';
import { publicSuffixes } from '../../../../server/lists/public-suffixes.ts';
import { createLookalikeCheck, type LookalikeOptions } from '../../../../core/web/lookalike/find-lookalike.ts';
import { labelToUnicode } from '../../../../core/web/lookalike/punycode.ts';
import { canonicalHost } from '../../../../core/web/url/canonical-host.ts';

function check(host: string, options: Partial<LookalikeOptions> = {}): string | null {
  const find = createLookalikeCheck({
    protectedNames: ['crm.example.com', 'paypal.com', 'modern-bank.co.uk', 'shop.acme.github.io', 'dhl.de'],
    brandAnywhere: false,
    exempt: [],
    suffixes: publicSuffixes,
    ...options,
  });
  const canonical = canonicalHost(host);
  if (canonical === undefined) throw new Error(`no host: ${host}`);
  return find(canonical)?.kind ?? null;
}

describe('look-alikes of protected names', () => {
  it.each([
    'paypal.com',
    'www.paypal.com',
    'example.com',
    'login.crm.example.com',
    'other.example.com',
    'modern-bank.co.uk',
    'a.modern-bank.co.uk',
    'shop.acme.github.io',
    'www.acme.github.io',
  ])('%s is the real one', (host) => {
    expect(check(host)).toBeNull();
  });

  it.each([
    'pаypal.com',
    'раураl.com',
    'ｐaypaI.com'.replace('I', '1'),
    'paypa1.com',
    'раypal.net',
    'exarnple.com',
    'examp1e.com',
    'modem-bank.co.uk',
    'modern-bаnk.de',
    'pàypal.com',
    'acrne.com'.replace('acrne', 'exarnple'),
  ])('%s looks like one', (host) => {
    expect(check(host)).toBe('confusable');
  });

  it.each([
    'paypall.com',
    'paypl.com',
    'apypal.com',
    'paupal.com',
    'exmaple.com',
    'modernbank.co.uk',
    'payypal.net',
    'www.paypaal.com',
  ])('%s is one letter off', (host) => {
    expect(check(host)).toBe('typo');
  });

  it.each([
    'crm.example.com.evil.net',
    'login-crm.example.com.evil.net',
    'paypal.com-login.evil.net',
    'paypal-com.evil.net',
    'www.paypal.com.evil.co.uk',
    'secure-paypal-com.evil.net',
  ])('%s puts the whole name in front', (host) => {
    expect(check(host)).toBe('embedded');
  });

  it.each(['аbc.com', 'gооgle.com', 'www.εxample2.net', 'ѕite.a.evil.net'])('%s mixes alphabets', (host) => {
    expect(check(host)).toBe('mixed-script');
  });

  it.each([
    'bücher.de',
    'яндекс.рф',
    'ελλάδα.gr',
    '日本語.jp',
    'toyotaトヨタ.jp',
    'mlb.com',
    'dhl.com',
    'dhi.de'.replace('dhi', 'dpd'),
    'sample.com'.replace('sample', 'simple'),
    'paypal.net',
    'notpaypal.com',
    'mypaypal.example',
    'paypal-login.example',
    '1.2.3.4',
    'examples.org'.replace('examples', 'wikipedia'),
  ])('%s is left alone', (host) => {
    expect(check(host)).toBeNull();
  });

  it('finds the brand in another name only if policy says so', () => {
    expect(check('paypal-login.example', { brandAnywhere: true })).toBe('embedded');
    expect(check('secure.paypa1.evil.net', { brandAnywhere: true })).toBe('embedded');
    expect(check('paypal.net', { brandAnywhere: true })).toBe('embedded');
    expect(check('mypaypals.example', { brandAnywhere: true })).toBeNull();
    expect(check('dhl-parcel.example', { brandAnywhere: true })).toBeNull();
  });

  it('never takes an exempt site for another', () => {
    expect(check('paypall.com', { exempt: ['paypall.com'] })).toBeNull();
    expect(check('www.paypall.com', { exempt: ['paypall.com'] })).toBeNull();
  });

  it('reads A-labels as people see them', () => {
    for (const label of ['bücher', '日本語', 'ελλάδα', 'mañana', 'straße', 'pаypal'])
      expect(labelToUnicode(new URL(`http://${label}.com/`).hostname.split('.')[0] ?? '')).toBe(label);
    for (const label of ['xn--', 'xn--a-', 'xn--99999999', 'plain', 'xn--\u00fc', `xn--${'9'.repeat(70)}`])
      expect(typeof labelToUnicode(label)).toBe('string');
  });
});
