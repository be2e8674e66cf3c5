import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactValues } from '../../../core/facts/catalogue.ts';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const app = (change: Partial<FactValues['appIntegrity']>) => withValue('appIntegrity', change);
const NO_PROOF = { signed: null, archiveIntact: null };

describe('the check of Offhook itself', () => {
  it('says each of its sentences', () => {
    expectEverySentence('appIntegrity', [
      [goodFacts],
      [app(NO_PROOF)],
      [app(NO_PROOF), { requireProof: true }],
      [app({ debugger: true })],
      [app({ archiveIntact: false })],
      [app({ signed: false })],
      [app({ debugger: null })],
    ]);
  });

  it('accepts a system without proof only where the policy does', () => {
    expect(judged('appIntegrity', app(NO_PROOF)).status).toBe('pass');
    expect(judged('appIntegrity', app(NO_PROOF), { requireProof: true }).status).toBe('unknown');
    expect(judged('appIntegrity', app({ signed: null }), { requireProof: true }).status).toBe('unknown');
    expect(judged('appIntegrity', withUnknown('appIntegrity', 'unreadable')).status).toBe('unknown');
  });

  it('fails whenever one thing is plainly wrong, whatever else is', () => {
    const state = fc.constantFrom(true, false, null);
    fc.assert(
      fc.property(state, state, state, fc.boolean(), (signed, archiveIntact, watched, requireProof) => {
        const { status } = judged('appIntegrity', app({ signed, archiveIntact, debugger: watched }), { requireProof });
        expect(status === 'fail').toBe(signed === false || archiveIntact === false || watched === true);
        expect(status === 'pass' && watched !== false).toBe(false);
      }),
    );
  });
});
