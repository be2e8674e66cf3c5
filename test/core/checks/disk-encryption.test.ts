import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactValues } from '../../../core/facts/catalogue.ts';
import { withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const ALL = { volumes: 'all-fixed' };
const STATES = ['on', 'off', 'encrypting', 'decrypting', 'suspended', 'locked', 'partial'] as const;
const disks = (total: number, encrypted: number, unclear = 0) =>
  withValue('fixedVolumes', { total, encrypted, unclear });

describe('the check of disk encryption', () => {
  it('looks at no other disk unless it is asked to', () => {
    expect(judged('diskEncryption', disks(2, 1)).status).toBe('pass');
    expect(judged('diskEncryption', withUnknown('fixedVolumes', 'timed-out')).status).toBe('pass');
  });

  it.each([
    ['every disk is encrypted', disks(3, 3), 'pass'],
    ['one is plain', disks(3, 2), 'fail'],
    ['one is plain and one is unclear', disks(3, 1, 1), 'fail'],
    ['one is unclear', disks(3, 2, 1), 'unknown'],
    ['there is none, although the system runs from one', disks(0, 0), 'unknown'],
    ['there are more encrypted than there are', disks(1, 2), 'unknown'],
    ['it could not be told', withUnknown('fixedVolumes', 'needs-rights'), 'unknown'],
    ['the system disk is off', withValue('diskEncryption', { encrypted: false, state: 'off' }), 'fail'],
  ] as const)('asked for all of them, when %s', (_what, facts, status) => {
    expect(judged('diskEncryption', facts, ALL).status).toBe(status);
  });

  it('passes only a system disk that is on, however the fact was made', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.constantFrom(...STATES), (encrypted, state) => {
        const value: FactValues['diskEncryption'] = { encrypted, state, percent: null };
        expect(judged('diskEncryption', withValue('diskEncryption', value)).status === 'pass').toBe(
          encrypted && state === 'on',
        );
      }),
    );
  });

  it('says all that it can say', () => {
    expectEverySentence('diskEncryption', [
      ...STATES.map(
        (state) => [withValue('diskEncryption', { state, encrypted: state === 'on', percent: null })] as const,
      ),
      [withValue('diskEncryption', { state: 'encrypting', encrypted: false, percent: 41.5 })],
      [withValue('diskEncryption', { encrypted: false })],
      [disks(2, 2), ALL],
      [disks(2, 1), ALL],
      [disks(4, 1), ALL],
      [disks(2, 1, 1), ALL],
      [disks(3, 1, 2), ALL],
    ]);
  });
});
