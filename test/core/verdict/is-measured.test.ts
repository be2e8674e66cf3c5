import { describe, expect, it } from 'vitest';
import { noFacts, type Facts } from '../../../core/facts/catalogue.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { isMeasured } from '../../../core/verdict/is-measured.ts';
import { allAt, EVERYONE, documentOf, goodFacts, withUnknown } from '../sample-facts.ts';

const measured = (facts: Facts, document: PolicyDocument) => isMeasured(facts, document, EVERYONE.who);

describe('whether enough was measured to judge', () => {
  it('waits for every fact that the blocking checks read', () => {
    const document = documentOf({ osUpdates: { level: 'block' }, osVersion: { level: 'block' } });
    expect(measured(goodFacts, document)).toBe(true);
    expect(measured(withUnknown('osUpdates', 'not-measured'), document)).toBe(false);
    expect(measured(withUnknown('os', 'not-measured'), document)).toBe(false);
    expect(measured(noFacts(), allAt('block'))).toBe(false);
  });

  it('waits for nothing that only warns, is only reported, or is not in the policy', () => {
    expect(measured(noFacts(), allAt('warn'))).toBe(true);
    expect(measured(noFacts(), allAt('observe'))).toBe(true);
    expect(measured(withUnknown('vpn', 'not-measured'), documentOf({ firewall: { level: 'block' } }))).toBe(true);
  });

  it('takes a fact that can’t be learned for looked at', () => {
    for (const reason of ['timed-out', 'needs-rights', 'unsupported'] as const)
      expect(measured(withUnknown('vpn', reason), allAt('block'))).toBe(true);
  });
});
