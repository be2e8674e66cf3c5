import { describe, expect, it } from 'vitest';
import { serverOrigin } from '../../../electron/client/server-address.ts';

describe('the address of a server', () => {
  it.each([
    ['https://offhook.example/x?y', 'https://offhook.example'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('may be %s', (text, origin) => {
    expect(serverOrigin(text)).toBe(origin);
  });

  it.each([
    'http://offhook.example',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://192.168.1.2',
    'https://user:secret@offhook.example',
    'ftp://localhost',
    'offhook.example',
    '',
  ])('may not be %s', (text) => {
    expect(() => serverOrigin(text)).toThrow(/^server: /);
  });
});
