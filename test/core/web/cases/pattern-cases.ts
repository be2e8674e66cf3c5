import { given, type Case } from './case.ts';

export const PATTERN_CASES: Readonly<Record<string, readonly Case[]>> = {
  'S7 patterns without an anchor match anywhere in the address': [
    ...given('/banner/ads/', {
      block: ['https://x.com/banner/ads/1.png', 'https://x.com/a/banner/ads/'],
      allow: ['https://x.com/banner/'],
    }),
    ...given('-ad-', {
      block: ['https://x.com/my-ad-1.js', 'https://my-ad-x.com/'],
      allow: ['https://x.com/my_ad_1.js', 'https://x.com/#-ad-'],
    }),
    ...given('&ad=', { block: ['https://x.com/?a=1&ad=2'], allow: ['https://x.com/?ad=2'] }),
    ...given('/ADS/Banner.', { block: ['https://x.com/ads/banner.gif', 'https://x.com/ADS/BANNER.gif'] }),
    ...given('/ads.js$match-case', {
      block: ['https://x.com/ads.js'],
      allow: ['https://x.com/ADS.js', 'https://x.com/Ads.js'],
    }),
    ...given('||x.com/Ads$match-case', { block: ['https://x.com/Ads'], allow: ['https://x.com/ads'] }),
    ...given('||X.com/Ads$match-case', { block: ['https://x.com/Ads'], allow: ['https://x.com/ads'] }),
    ...given('|HTTPS://X.com/Ads$match-case', { block: ['https://x.com/Ads'], allow: ['https://x.com/ads'] }),
    ...given('ad', { allow: ['https://x.com/ad'] }),
    ...given('/a?b=', { block: ['https://x.com/a?b=1'] }),
    ...given('.gif?ad', { block: ['https://x.com/1.gif?ad=1'], allow: ['https://x.com/1.gif'] }),
    ...given('/über/', { block: ['https://x.com/über/', 'https://x.com/%C3%BCber/', 'https://x.com/%c3%bcber/'] }),
    ...given('||bücher.de/ads', { block: ['https://bücher.de/ads', 'https://www.xn--bcher-kva.de/ads'] }),
    ...given('|https://bücher.de/', { block: ['https://bücher.de/'] }),
    ...given('_ads_', { block: ['https://x.com/_ads_1'], allow: ['https://x.com/-ads-'] }),
    ...given('://ads.', { block: ['https://ads.x.com/', 'http://ads.y.org/1'], allow: ['https://my.ads.x.com/'] }),
  ],
  'S7 a separator is the end or any character but letters, digits, _ - . %': [
    ...given('||x.com/ads^', {
      block: [
        'https://x.com/ads',
        'https://x.com/ads/',
        'https://x.com/ads?1',
        'https://x.com/ads&',
        'https://x.com/ads:1',
        'https://x.com/ads=1',
      ],
      allow: [
        'https://x.com/ads1',
        'https://x.com/ads-1',
        'https://x.com/ads_',
        'https://x.com/ads.js',
        'https://x.com/ads%20',
        'https://x.com/adsé',
      ],
    }),
    ...given('^ads^', {
      block: ['https://x.com/ads/', 'https://x.com/?ads=1', 'https://x.com/ads'],
      allow: ['https://x.com/myads/', 'https://x.com/ads1'],
    }),
    ...given('||x.com^|', { block: ['https://x.com/', 'http://x.com:80/'], allow: ['https://x.com/a'] }),
    ...given('||x.com^^', { block: ['https://x.com/'], allow: ['https://x.com/a'] }),
    ...given('||x.com^ads', {
      block: ['https://x.com/ads', 'https://a.x.com/ads1'],
      allow: ['https://x.com/a/ads', 'https://x.com.ads/'],
    }),
    ...given('x.com^', {
      block: ['https://x.com/', 'https://ax.com/', 'https://y.com/?x.com/'],
      allow: ['https://x.comm/'],
    }),
    ...given('/page^|', { block: ['https://x.com/page', 'https://x.com/page/'], allow: ['https://x.com/page/1'] }),
    ...given('||example.com^path', { block: ['https://example.com/path'], allow: ['https://example.com/a/path'] }),
  ],
  'S7 a star is anything, and is needless at the ends': [
    ...given('/ads/*/banner', {
      block: ['https://x.com/ads/1/banner', 'https://x.com/ads//banner', 'https://x.com/ads/a/b/c/banner2'],
      allow: ['https://x.com/ads/banner', 'https://x.com/banner/ads/'],
    }),
    ...given('*/ads/*', { block: ['https://x.com/ads/1'], allow: ['https://x.com/ads'] }),
    ...given('||evil.com^*', { block: ['https://evil.com/', 'https://a.evil.com/x'], allow: ['https://notevil.com/'] }),
    ...given('||evil.com*', {
      block: ['https://evil.com/', 'https://evil.community/'],
      allow: ['https://notevil.com/'],
    }),
    ...given('||*.evil.com^', { block: ['https://a.evil.com/', 'https://a.b.evil.com/x'] }),
    ...given('||ads*.x.com^', {
      block: ['https://ads1.x.com/', 'https://www.ads.x.com/', 'https://ads.y.x.com/'],
      allow: ['https://myads.x.com/', 'https://x.com/'],
    }),
    ...given('|http*://x.com/', { block: ['https://x.com/', 'http://x.com/1'], allow: ['ftp://x.com/'] }),
    ...given('|*ads', { block: ['https://x.com/ads1'] }),
    ...given('ads*|', { block: ['https://x.com/ads1'] }),
    ...given('*.swf|', { block: ['https://x.com/a.swf'], allow: ['https://x.com/a.swf?1'] }),
    ...given('||x.com/*.js|', {
      block: ['https://x.com/a.js', 'https://x.com/a/b.js'],
      allow: ['https://x.com/a.js?v=1', 'https://x.com/a.json'],
    }),
    ...given('/a***b', { block: ['https://x.com/ab', 'https://x.com/a1b'] }),
    ...given('*a*a*a*a*a*a*a*a*z', {
      allow: [`https://x.com/${'a'.repeat(5000)}`],
      block: [`https://x.com/${'a'.repeat(5000)}z`],
    }),
    ...given('*', { block: ['https://x.com/'] }),
  ],
  'S7 anchors': [
    ...given('|https://x.com/ads', {
      block: ['https://x.com/ads', 'https://x.com/ads/1'],
      allow: ['http://x.com/ads', 'https://www.x.com/ads', 'https://y.com/?https://x.com/ads'],
    }),
    ...given('|http://', { block: ['http://x.com/'], allow: ['https://x.com/', 'https://x.com/?|http://'] }),
    ...given('|https://x.com/|', {
      block: ['https://x.com/', 'https://x.com', 'https://x.com:443/', 'https://x.com/#a'],
      allow: ['https://x.com/a', 'http://x.com/', 'https://x.com/?'],
    }),
    ...given('.js|', {
      block: ['https://x.com/a.js', 'https://x.com/a.js#b'],
      allow: ['https://x.com/a.js?b', 'https://x.com/a.jsx'],
    }),
    ...given('||x.com/ads', {
      block: ['https://x.com/ads', 'http://a.b.x.com/ads.js', 'wss://x.com/ads'],
      allow: [
        'https://ax.com/ads',
        'https://y.com/x.com/ads',
        'https://y.com/?u=//x.com/ads',
        'https://x.com.y.com/ads',
      ],
    }),
    ...given('||ample.com^', { allow: ['https://example.com/'] }),
    ...given('||example', {
      block: ['https://example.com/', 'https://www.example.org/', 'https://examples.net/'],
      allow: ['https://myexample.com/', 'https://x.com/example'],
    }),
    ...given('||evil.com', {
      block: ['https://evil.com/', 'https://a.evil.com/x'],
      allow: ['https://notevil.com/', 'https://x.com/evil.com'],
    }),
    ...given('||com/ads', { block: ['https://x.com/ads'], allow: ['https://x.net/com/ads'] }),
    ...given('||x.com|', { allow: ['https://x.com/'] }),
    ...given('||ads.', {
      block: ['https://ads.x.com/', 'https://a.ads.x.com/'],
      allow: ['https://myads.x.com/', 'https://x.com/ads.'],
    }),
    ...given('||x.com/a|', {
      block: ['https://x.com/a', 'https://www.x.com/a'],
      allow: ['https://x.com/ab', 'https://x.com/a?'],
    }),
    ...given('||', { allow: ['https://x.com/'] }),
    ...given('|', { allow: ['https://x.com/'] }),
    ...given('@@', { allow: ['https://x.com/'] }),
  ],
  'S7 regular expressions, in linear time or not at all': [
    ...given('/banner\\d+/', {
      block: ['https://x.com/banner1', 'https://x.com/BANNER22'],
      allow: ['https://x.com/banner'],
    }),
    ...given('/ads/', { block: ['https://x.com/loads.js'], allow: ['https://x.com/ad'] }),
    ...given('/^https?:\\/\\/[a-z]{3}\\.x\\.com\\//', {
      block: ['https://abc.x.com/'],
      allow: ['https://abcd.x.com/', 'https://y.com/https://abc.x.com/'],
    }),
    ...given('/(a+)+$/', { allow: [`https://x.com/${'a'.repeat(60)}!`], block: [`https://x.com/${'a'.repeat(60)}`] }),
    ...given('/(a|a)*(a|aa)+b$/', { allow: [`https://x.com/${'a'.repeat(5000)}`] }),
    ...given('/^(([a-z])+.)+[A-Z]([a-z])+$/$match-case', { allow: [`https://x.com/${'a'.repeat(3000)}`] }),
    ...given('/(x+x+)+y/', { allow: [`https://x.com/${'x'.repeat(20_000)}`] }),
    ...given('/\\bads\\b/', {
      block: ['https://x.com/ads/', 'https://ads.com/'],
      allow: ['https://x.com/loads', 'https://x.com/ads2'],
    }),
    ...given('/ads[0-9]{2,3}\\.js/$script', {
      block: [{ url: 'https://x.com/ads12.js', type: 'script' }],
      allow: [{ url: 'https://x.com/ads1.js', type: 'script' }, 'https://x.com/ads12.js'],
    }),
    ...given('/(?!good)bad/', { allow: ['https://x.com/bad'] }),
    ...given('/(a)\\1/', { allow: ['https://x.com/aa'] }),
    ...given('/[unclosed/', { allow: ['https://x.com/u'] }),
    ...given('/(?:foo|bar)baz/', {
      block: ['https://x.com/foobaz', 'https://x.com/barbaz'],
      allow: ['https://x.com/baz'],
    }),
    ...given('/Ads/$match-case', { block: ['https://x.com/Ads'], allow: ['https://x.com/ads'] }),
    ...given('@@/good/\n||x.com^', { allow: ['https://x.com/good'], block: ['https://x.com/bad'] }),
    ...given('/a{1000}{1000}{1000}/', { allow: ['https://x.com/a'] }),
    ...given('/((?:){9999}){9999}/', { allow: ['https://x.com/'] }),
    ...given('/pattern$/$domain=a.com', {
      block: [{ url: 'https://x.com/pattern', source: 'https://a.com/' }],
      allow: ['https://x.com/pattern'],
    }),
  ],
};
