import { describe, expect, it } from 'vitest';
import { noFacts } from '../../../core/facts/catalogue.ts';
import { isMeasured } from '../../../core/verdict/is-measured.ts';
import { allAt, documentOf, goodFacts, withUnknown } from '../sample-facts.ts';

describe('whether enough was measured to judge', () => {
  it('waits for every fact that a blocking check reads, also the second one of a check', () => {
    const document = documentOf({ osUpdates: { level: 'block' } });
    expect(isMeasured(goodFacts, document)).toBe(true);
    expect(isMeasured(withUnknown('osUpdates', 'not-measured'), document)).toBe(false);
    expect(isMeasured(withUnknown('os', 'not-measured'), document)).toBe(false);
    expect(isMeasured(noFacts(), allAt('block'))).toBe(false);
  });

  it('waits for nothing that only warns, is only reported, or is not in the policy', () => {
    expect(isMeasured(noFacts(), allAt('warn'))).toBe(true);
    expect(isMeasured(noFacts(), allAt('observe'))).toBe(true);
    expect(isMeasured(withUnknown('vpn', 'not-measured'), documentOf({ firewall: { level: 'block' } }))).toBe(true);
  });

  it('takes a fact that can’t be learned for looked at', () => {
    for (const reason of ['timed-out', 'needs-rights', 'unsupported'] as const)
      expect(isMeasured(withUnknown('vpn', reason), allAt('block'))).toBe(true);
  });
});
