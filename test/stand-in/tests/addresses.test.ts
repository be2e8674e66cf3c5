import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headerToDrawn, originOf, toDrawn, toOffered } from '../origins.ts';
import { matchPattern } from '../url-filter.ts';

const SCHEMES = new Set(['app', 'x-offhook']);

describe('the product’s own scheme', () => {
  test('comes back from Chromium as it went there', () => {
    const part = fc.webUrl({ withQueryParameters: true, withFragments: true });
    fc.assert(
      fc.property(part, fc.constantFrom(...SCHEMES), (url, scheme) => {
        const own = url.replace(/^https?/, scheme);
        expect(toOffered(toDrawn(own, SCHEMES))).toBe(own.replace(/^[^/]*\/\/[^/?#]*/, (start) => start.toLowerCase()));
      }),
    );
  });

  test.each(['https://example.org/app://ui', 'file:///x', 'other://ui/', 'about:blank', 'https://stand-in.invalid/'])(
    'leaves alone: %s',
    (url) => {
      expect(toDrawn(url, SCHEMES)).toBe(url);
      expect(toOffered(url)).toBe(url);
    },
  );

  test('has the origin that Chromium gives a standard scheme', () => {
    expect(originOf('app://ui/index.html')).toBe('app://ui');
    expect(originOf('https://example.org:8443/x')).toBe('https://example.org:8443');
    expect(originOf('about:blank')).toBe('null');
  });

  test('is meant in content policies and locations as well', () => {
    const policy = "default-src 'none'; img-src app://ui app: data:; connect-src wss://x";
    expect(headerToDrawn('Content-Security-Policy', policy, SCHEMES)).toBe(
      "default-src 'none'; img-src https://ui.app.stand-in.invalid https://*.app.stand-in.invalid data:; connect-src wss://x",
    );
    expect(headerToDrawn('Location', 'app://ui/x', SCHEMES)).toBe('https://ui.app.stand-in.invalid/x');
    expect(headerToDrawn('X-Other', 'app://ui/x', SCHEMES)).toBe('app://ui/x');
  });
});

describe('a match pattern', () => {
  test.each([
    ['<all_urls>', 'wss://a.example/', true],
    ['*://*/*', 'https://a.example/x?y', true],
    ['*://*/*', 'wss://a.example/', false],
    ['https://*.example/*', 'https://a.b.example/', true],
    ['https://*.example/*', 'https://example/', true],
    ['https://*.example/*', 'https://badexample/', false],
    ['https://a.example/only', 'https://a.example/only?x', false],
    ['https://a.example/only*', 'https://a.example/only?x', true],
    ['http://127.0.0.1:8080/*', 'http://127.0.0.1:8081/', false],
  ])('%s on %s: %s', (pattern, url, matches) => {
    expect(matchPattern(pattern)(url)).toBe(matches);
  });

  test.each(['nonsense', 'https://a.*/x', '://x/', 'https://a.example'])(
    'is refused when it is none: %s',
    (pattern) => {
      expect(() => matchPattern(pattern)).toThrow('Invalid url pattern');
    },
  );
});
