import { describe, expect, it } from 'vitest';
import { contentPolicy, phoneOrigin } from '../../../electron/app/content-policy.ts';

const directives = (policy: string) =>
  Object.fromEntries(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]));

describe('the content policy of our own page', () => {
  it('allows nothing that it does not name, and no inline code or style', () => {
    const policy = contentPolicy(null);
    expect(directives(policy)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'media-src': ["'self'", 'blob:', 'mediastream:'],
      'connect-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    });
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('lets the page connect to the phone engine alone', () => {
    const origin = phoneOrigin({ state: 'ready', webSocketUrl: 'wss://127.0.0.1:8443/ws?x=1', certificatePin: null });
    expect(directives(contentPolicy(origin))['connect-src']).toEqual(['wss://127.0.0.1:8443']);
    expect(phoneOrigin({ state: 'missing', reason: 'not-installed' })).toBeNull();
    expect(phoneOrigin(null)).toBeNull();
  });

  it('can not be widened by an address with more in it', () => {
    const origin = phoneOrigin({
      state: 'ready',
      webSocketUrl: 'wss://a.test/;%20script-src%20*',
      certificatePin: null,
    });
    expect(origin).toBe('wss://a.test');
  });
});
