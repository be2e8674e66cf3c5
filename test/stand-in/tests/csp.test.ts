import { describe, expect, test } from 'vitest';
import { allowsConnect } from '../csp.ts';

const PAGE = 'app://ui/';

describe('connect-src, as CSP 3 has it', () => {
  test.each([
    ["connect-src 'none'", 'wss://phone.example/', false],
    ["default-src 'none'", 'wss://phone.example/', false],
    ["script-src 'self'", 'wss://phone.example/', true],
    ['connect-src wss://phone.example', 'wss://phone.example/', true],
    ['connect-src wss://phone.example', 'wss://phone.example:8443/', false],
    ['connect-src wss://phone.example:8443', 'wss://phone.example:8443/sip', true],
    ['connect-src wss://phone.example:8443', 'ws://phone.example:8443/', false],
    ['connect-src ws://phone.example:8443', 'wss://phone.example:8443/', true],
    ['connect-src wss://phone.example:*', 'wss://phone.example:99/', true],
    ['connect-src wss://*.example', 'wss://phone.example/', true],
    ['connect-src wss://*.example', 'wss://example/', false],
    ['connect-src wss:', 'wss://anywhere.example/', true],
    ['connect-src *', 'wss://anywhere.example/', true],
    ['connect-src wss://phone.example/sip', 'wss://phone.example/other', false],
    ['connect-src wss://[::1]:8443', 'wss://[::1]:8443/', true],
    ["connect-src 'self'", 'wss://phone.example/', false],
    ["default-src *; connect-src 'none'", 'wss://phone.example/', false],
  ])('%s and %s: %s', (policy, target, allowed) => {
    expect(allowsConnect([policy], target, PAGE)).toBe(allowed);
  });

  test('every policy must allow it', () => {
    expect(allowsConnect(['connect-src *', "connect-src 'none'"], 'wss://a.example/', PAGE)).toBe(false);
    expect(allowsConnect(["connect-src *, connect-src 'none'"], 'wss://a.example/', PAGE)).toBe(false);
    expect(allowsConnect([], 'wss://a.example/', PAGE)).toBe(true);
  });

  test('self is the document’s own place, by a secure socket too', () => {
    expect(allowsConnect(["connect-src 'self'"], 'wss://site.example/x', 'https://site.example/')).toBe(true);
    expect(allowsConnect(["connect-src 'self'"], 'ws://site.example/x', 'https://site.example/')).toBe(false);
  });
});
