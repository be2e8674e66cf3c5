import { describe, expect, it } from 'vitest';
import { combineRootCertificates } from '../../../../electron/posture/combine/root-certificates.ts';
import type { Aged } from '../../../../electron/posture/combine/results.ts';
import type { RootCertificatesReading } from '../../../../electron/posture/sources/reading.ts';

const says = (reading: Partial<RootCertificatesReading>): Aged => ({
  source: 'macos/trust-settings',
  family: 'rootCertificates',
  reading: { added: 0, interceptors: [], reason: null, ...reading },
  ageMs: 1,
});

describe('added certificates, from several places', () => {
  it('are the sum of them', () => {
    expect(
      combineRootCertificates([
        says({ added: 1, interceptors: ['Charles'] }),
        says({ added: 2, interceptors: ['Charles'] }),
      ]),
    ).toMatchObject({ value: { added: 3, interceptors: ['Charles'] } });
  });

  it('are unknown when one of the places could not be read', () => {
    expect(combineRootCertificates([says({}), says({ added: null, reason: 'timed-out' })])).toMatchObject({
      status: 'unknown',
      reason: 'timed-out',
    });
    expect(combineRootCertificates([])).toMatchObject({ status: 'unknown', reason: 'not-measured' });
  });
});
