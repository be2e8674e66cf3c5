import { expect, it } from 'vitest';
import { withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

it('passes a firewall that is on and no other', () => {
  expect(judged('firewall', withValue('firewall', { enabled: true })).status).toBe('pass');
  expect(judged('firewall', withValue('firewall', { enabled: false })).status).toBe('fail');
});

it('says all that it can say, with names of any length', () => {
  expectEverySentence('firewall', [
    [withValue('firewall', { enabled: true, products: [] })],
    [
      withValue('firewall', {
        enabled: true,
        products: Array<string>(8).fill('A firewall with a long name '.repeat(4)),
      }),
    ],
    [withValue('firewall', { enabled: false })],
  ]);
});
