import * as fc from 'fast-check';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appFile } from '../../../electron/app/app-file.ts';

const ROOT = join(sep, 'srv', 'agent');

describe('the files of our own page', () => {
  it('are found under the root, with their type', () => {
    expect(appFile(ROOT, 'app://ui/')).toEqual({ path: join(ROOT, 'index.html'), type: 'text/html; charset=utf-8' });
    expect(appFile(ROOT, 'app://ui/assets/a.js?x#y')).toEqual({
      path: join(ROOT, 'assets', 'a.js'),
      type: 'text/javascript; charset=utf-8',
    });
    expect(appFile(ROOT, 'app://ui/assets/caf%C3%A9.svg')?.path).toBe(join(ROOT, 'assets', 'café.svg'));
  });

  it.each([
    'app://ui/..%2f..%2fetc%2fpasswd.html',
    'app://ui/%2e%2e%2f%2e%2e/x.html',
    'app://ui/..%5c..%5cwindows.html',
    'app://ui/%252e%252e%252fx.html',
    'app://ui/a%00.html',
    'app://ui/%E0%A4%A.html',
    'app://other/index.html',
    'app://ui.evil/index.html',
    'app://ui/secret.pem',
    'app://ui/no-extension',
    'app://ui/../agent-other/index.html%2f..%2f..%2fx.html',
    'not a url',
    '',
  ])('are not to be found by %s', (address) => {
    expect(appFile(ROOT, address)).toBeNull();
  });

  it('never lie outside of the root, whatever the address', () => {
    const pieces = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '\\',
      '/',
      'a',
      '%00',
      '%25',
      'x.html',
      '//',
      '~',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const file = appFile(ROOT, `app://ui/${parts.join('')}.html`);
        expect(file === null || file.path.startsWith(ROOT + sep)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
