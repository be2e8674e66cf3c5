import { describe, expect, it } from 'vitest';
import type { FactValues } from '../../../core/facts/catalogue.ts';
import type { Facts } from '../../../core/facts/catalogue.ts';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

function on(platform: FactValues['os']['platform'], guards: Partial<FactValues['systemIntegrity']>): Facts {
  const none = { secureBoot: null, sip: null, gatekeeper: null };
  return {
    ...withValue('os', { platform }),
    systemIntegrity: withValue('systemIntegrity', { ...none, ...guards }).systemIntegrity,
  };
}

describe('the check of the system’s own guards', () => {
  it('says each of its sentences', () => {
    expectEverySentence('systemIntegrity', [
      [goodFacts],
      [goodFacts, { linux: { secureBoot: false } }],
      [on('windows', { secureBoot: false })],
      [on('windows', {})],
      [on('macos', { sip: false, gatekeeper: true })],
      [on('macos', { sip: true, gatekeeper: false })],
      [on('macos', { gatekeeper: true })],
      [on('macos', { sip: true })],
    ]);
  });

  it('asks each system for its own guards', () => {
    expect(judged('systemIntegrity', on('macos', { sip: true, gatekeeper: true })).status).toBe('pass');
    expect(judged('systemIntegrity', on('macos', { sip: true })).status).toBe('unknown');
    expect(judged('systemIntegrity', on('macos', { sip: true }), { macos: { gatekeeper: false } }).status).toBe('pass');
    expect(judged('systemIntegrity', on('windows', { secureBoot: true })).status).toBe('pass');
    expect(judged('systemIntegrity', on('linux', { secureBoot: null, sip: true })).status).toBe('unknown');
    expect(judged('systemIntegrity', on('linux', { secureBoot: false }), { linux: { secureBoot: false } }).status).toBe(
      'pass',
    );
    expect(
      judged('systemIntegrity', on('windows', { secureBoot: false }), { linux: { secureBoot: false } }).status,
    ).toBe('fail');
  });

  it('is unknown while nobody knows which system it is', () => {
    expect(judged('systemIntegrity', withUnknown('os', 'unreadable')).status).toBe('unknown');
    expect(judged('systemIntegrity', withUnknown('systemIntegrity', 'timed-out')).status).toBe('unknown');
  });
});
