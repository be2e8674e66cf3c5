import { describe, expect, it } from 'vitest';
import type { Facts, FactValues } from '../../../core/facts/catalogue.ts';
import { withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

function on(platform: FactValues['os']['platform'], developerMode: boolean | null, testSigning: boolean | null): Facts {
  return {
    ...withValue('os', { platform }),
    developerMode: withValue('developerMode', { developerMode, testSigning }).developerMode,
  };
}
const strict = { signedDrivers: { linux: true } };

describe('the check of developer mode', () => {
  it('says each of its sentences', () => {
    expectEverySentence('developerMode', [
      [on('windows', false, false)],
      [on('linux', null, true)],
      [on('windows', true, false)],
      [on('windows', false, true)],
      [on('windows', null, false)],
      [on('windows', false, null)],
    ]);
  });

  it('asks each system for what it has', () => {
    expect(judged('developerMode', on('macos', false, null)).status).toBe('pass');
    expect(judged('developerMode', on('macos', true, null)).status).toBe('fail');
    expect(judged('developerMode', on('macos', null, null)).status).toBe('unknown');
    expect(judged('developerMode', on('linux', null, true), strict).status).toBe('fail');
    expect(judged('developerMode', on('linux', null, null), strict).status).toBe('unknown');
    expect(judged('developerMode', on('linux', null, false), strict).status).toBe('pass');
    expect(judged('developerMode', on('windows', true, false), { allowDeveloperMode: true }).status).toBe('pass');
    expect(judged('developerMode', on('windows', true, true), { allowDeveloperMode: true }).status).toBe('fail');
  });

  it('is unknown while nobody knows which system it is', () => {
    expect(judged('developerMode', withUnknown('os', 'not-measured')).status).toBe('unknown');
  });
});
