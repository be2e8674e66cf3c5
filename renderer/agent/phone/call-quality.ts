import type { CallQuality } from './softphone-state.ts';

/** One look at how a call goes, over the last seconds. */
export interface QualitySample {
  /** To the other side and back. */
  readonly roundTripMs: number;
  /** How long sound waits here before it is played. */
  readonly jitterBufferMs: number;
  /** Of the sound played, how much had to be made up; 0 to 100. */
  readonly lossPercent: number;
}

/** Microphone, loudspeaker and their buffers on both sides. */
const DEVICE_MS = 35;
/** ITU-T G.107 Table 2: everything at its default, G.711. */
const BEST_R = 93.2;
/** Equipment impairment and loss robustness of G.711 with concealment (G.113 Appendix I). Opus has none: hence "estimated". */
const IE = 0;
const BPL = 25.1;
/** Losses that come one by one. */
const BURST_R = 1;

/** Mean opinion score, 1 (bad) to 4.5, by the short form of the E-model (ITU-T G.107). */
export function estimateMos({ roundTripMs, jitterBufferMs, lossPercent }: QualitySample): number {
  const oneWayMs = roundTripMs / 2 + jitterBufferMs + DEVICE_MS;
  const delay = 0.024 * oneWayMs + (oneWayMs > 177.3 ? 0.11 * (oneWayMs - 177.3) : 0);
  const equipment = lossPercent === 0 ? IE : IE + ((95 - IE) * lossPercent) / (lossPercent / BURST_R + BPL);
  const r = BEST_R - delay - equipment;
  if (r <= 0) return 1;
  if (r >= 100) return 4.5;
  return 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r);
}

/** ITU-T G.109: from 4.03 "satisfied", from 3.6 "some are not", below that many. */
export function qualityOf(mos: number): CallQuality {
  if (mos >= 4.03) return 'good';
  return mos >= 3.6 ? 'fair' : 'poor';
}
