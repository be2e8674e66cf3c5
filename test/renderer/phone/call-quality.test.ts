import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateMos, qualityOf } from '../../../renderer/agent/phone/call-quality.ts';
import { createQualityMeter } from '../../../renderer/agent/phone/quality-meter.ts';

describe('the estimate of how a call sounds', () => {
  // Worked out apart from this code, from the formulas of ITU-T G.107 in their short form.
  it.each([
    [2, 40, 0, 4.37, 'good'],
    [80, 50, 0, 4.34, 'good'],
    [80, 60, 1, 4.24, 'good'],
    [150, 80, 3, 3.91, 'fair'],
    [300, 120, 5, 2.89, 'poor'],
    [500, 150, 10, 1.5, 'poor'],
  ])(
    'at %i ms there and back, %i ms of buffer and %i %% loss is %f',
    (roundTripMs, jitterBufferMs, lossPercent, mos, word) => {
      const estimate = estimateMos({ roundTripMs, jitterBufferMs, lossPercent });
      expect(estimate).toBeCloseTo(mos, 2);
      expect(qualityOf(estimate)).toBe(word);
    },
  );

  it('stays between 1 and 4.5, and never gets better with more delay or loss', () => {
    const value = (max: number) => fc.double({ min: 0, max, noNaN: true });
    fc.assert(
      fc.property(
        value(5000),
        value(1000),
        value(99),
        value(1000),
        (roundTripMs, jitterBufferMs, lossPercent, more) => {
          const mos = estimateMos({ roundTripMs, jitterBufferMs, lossPercent });
          expect(mos).toBeGreaterThanOrEqual(0.99);
          expect(mos).toBeLessThanOrEqual(4.5);
          // Below R = 6.5 the standard's own curve bends up by a few thousandths.
          const slack = 0.02;
          expect(estimateMos({ roundTripMs: roundTripMs + more, jitterBufferMs, lossPercent })).toBeLessThan(
            mos + slack,
          );
          expect(
            estimateMos({ roundTripMs, jitterBufferMs, lossPercent: Math.min(100, lossPercent + more) }),
          ).toBeLessThan(mos + slack);
        },
      ),
    );
  });
});

describe('the meter', () => {
  const inbound = (more: object) => ({
    type: 'inbound-rtp',
    kind: 'audio',
    jitterBufferDelay: 0,
    jitterBufferEmittedCount: 0,
    totalSamplesReceived: 0,
    concealedSamples: 0,
    silentConcealedSamples: 0,
    ...more,
  });
  const roundTrip = { type: 'remote-inbound-rtp', roundTripTime: 0.08 };

  it('looks at what happened since the last look only, and takes silence for no loss', () => {
    const meter = createQualityMeter();
    const first = inbound({ totalSamplesReceived: 1000, concealedSamples: 900, jitterBufferDelay: 9 });
    expect(meter.sample([first, roundTrip])).toBeNull();
    const second = inbound({
      totalSamplesReceived: 2000,
      concealedSamples: 960,
      silentConcealedSamples: 40,
      jitterBufferDelay: 59,
      jitterBufferEmittedCount: 1000,
    });
    expect(meter.sample([roundTrip, second])).toEqual({ roundTripMs: 80, jitterBufferMs: 50, lossPercent: 2 });
  });

  it('says nothing while nothing comes in, or while the way back is not known', () => {
    const meter = createQualityMeter();
    const row = inbound({ totalSamplesReceived: 1000, jitterBufferEmittedCount: 1000 });
    meter.sample([row, roundTrip]);
    expect(meter.sample([row, roundTrip])).toBeNull();
    expect(meter.sample([inbound({ totalSamplesReceived: 2000, jitterBufferEmittedCount: 2000 })])).toBeNull();
    expect(meter.sample([null, 7, { type: 'inbound-rtp' }])).toBeNull();
  });
});
