import { describe, expect, it } from 'vitest';
import { placeOfPhones } from '../../cli/commands/phone-place.ts';

const place = (given: Partial<Parameters<typeof placeOfPhones>[0]>) =>
  placeOfPhones({ host: '127.0.0.1', 'phone-port': '8443', ...given });

describe('where the phone engine listens', () => {
  it('is where the server does, under the name that people use', () => {
    expect(place({})).toEqual({ listenAddress: '127.0.0.1', publicHost: '127.0.0.1', warning: null });
    expect(place({ host: '192.0.2.10', 'public-url': 'https://offhook.example:8460' })).toEqual({
      listenAddress: '192.0.2.10',
      publicHost: 'offhook.example',
      warning: null,
    });
  });

  it('can be another address than the server’s, as behind a proxy', () => {
    const behindProxy = { host: '127.0.0.1', 'public-url': 'https://offhook.example' };
    expect(place({ ...behindProxy, 'phone-listen': '0.0.0.0' })).toMatchObject({
      listenAddress: '0.0.0.0',
      warning: null,
    });
    expect(place(behindProxy).warning).toContain('Forward that port here as plain TCP');
  });

  it('is refused, with the way out, where phones could not find it', () => {
    expect(() => place({ host: '0.0.0.0' })).toThrow('--public-url');
    expect(() => place({ host: 'offhook.example' })).toThrow('--phone-listen');
    expect(() => place({ 'phone-listen': 'offhook.example' })).toThrow('IP address');
  });
});
