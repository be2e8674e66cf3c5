import { z } from 'zod';
import type { QualitySample } from './call-quality.ts';

const count = z.number().min(0);
/** What W3C webrtc-stats says of the sound that comes in. */
const inboundSchema = z.object({
  type: z.literal('inbound-rtp'),
  kind: z.literal('audio'),
  jitterBufferDelay: count.default(0),
  jitterBufferEmittedCount: count.default(0),
  totalSamplesReceived: count.default(0),
  concealedSamples: count.default(0),
  silentConcealedSamples: count.default(0),
});
const roundTripSchema = z.union([
  z.object({ type: z.literal('remote-inbound-rtp'), roundTripTime: count }).transform((row) => row.roundTripTime),
  z
    .object({ type: z.literal('candidate-pair'), nominated: z.literal(true), currentRoundTripTime: count })
    .transform((row) => row.currentRoundTripTime),
]);
type Inbound = z.infer<typeof inboundSchema>;

export interface QualityMeter {
  /** Of the time since the last look; null when there is too little to tell, as when the call is held. */
  sample(rows: Iterable<unknown>): QualitySample | null;
}

/** Turns the running totals of getStats into what happened since the last look. */
export function createQualityMeter(): QualityMeter {
  let before: Inbound | null = null;
  return {
    sample(rows) {
      let now: Inbound | null = null;
      let roundTripSeconds: number | null = null;
      for (const row of rows) {
        const inbound = inboundSchema.safeParse(row);
        if (inbound.success) now = inbound.data;
        const roundTrip = roundTripSchema.safeParse(row);
        if (roundTrip.success) roundTripSeconds ??= roundTrip.data;
      }
      const last = before;
      before = now;
      if (last === null || now === null || roundTripSeconds === null) return null;
      const played = now.totalSamplesReceived - last.totalSamplesReceived;
      const emitted = now.jitterBufferEmittedCount - last.jitterBufferEmittedCount;
      if (played <= 0 || emitted <= 0) return null;
      // Made-up silence is not heard as a gap: it is what a mute or a pause looks like.
      const concealed =
        now.concealedSamples - now.silentConcealedSamples - (last.concealedSamples - last.silentConcealedSamples);
      return {
        roundTripMs: roundTripSeconds * 1000,
        jitterBufferMs: ((now.jitterBufferDelay - last.jitterBufferDelay) / emitted) * 1000,
        lossPercent: Math.min(100, Math.max(0, (concealed / played) * 100)),
      };
    },
  };
}
