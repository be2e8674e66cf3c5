import { describe, expect, it } from 'vitest';
import { goodFacts, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const asked = { requireTpm2: true };

describe('the check of the security chip', () => {
  it('says each of its sentences', () => {
    expectEverySentence('securityChip', [
      [goodFacts],
      [withValue('securityChip', { kind: 'secure-enclave', version: null })],
      [withValue('securityChip', { present: false, kind: null, version: null })],
      [withValue('securityChip', { version: '1.2' }), asked],
      [withValue('securityChip', { version: null }), asked],
    ]);
  });

  it('asks for the version only when the policy does, and only of a TPM', () => {
    expect(judged('securityChip', withValue('securityChip', { version: '1.2' })).status).toBe('pass');
    expect(judged('securityChip', withValue('securityChip', { version: '1.2' }), asked).status).toBe('fail');
    expect(judged('securityChip', withValue('securityChip', { version: null }), asked).status).toBe('unknown');
    expect(judged('securityChip', goodFacts, asked).status).toBe('pass');
    const enclave = withValue('securityChip', { kind: 'secure-enclave', version: null });
    expect(judged('securityChip', enclave, asked).status).toBe('pass');
  });
});
