import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareVersions } from '../../../core/checks/version.ts';

const version = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));

it.each([
  ['15.10', '15.9', 1],
  ['15', '15.0', 0],
  ['22631.4460', '22631.4460', 0],
  ['9.9', '10', -1],
] as const)('compares %s with %s', (a, b, order) => {
  expect(Math.sign(compareVersions(a, b) ?? Number.NaN)).toBe(order);
});

it.each(['', '1.', 'v1', '1.0-rc1', '１'])('takes “%s” for no version', (text) => {
  expect(compareVersions(text, '1')).toBeNull();
});

it('orders both ways alike', () => {
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(Math.sign(compareVersions(a, b) ?? 9) + Math.sign(compareVersions(b, a) ?? 9)).toBe(0);
    }),
  );
});
