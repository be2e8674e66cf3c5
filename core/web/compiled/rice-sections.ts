import { z } from 'zod';
import { MAX_COUNT } from './layout.ts';
import { MAX_RICE_BITS, RiceReader, type RiceRun } from './rice.ts';
import { STEP, type Steps } from './steps.ts';

/** A run as a header describes it; its bytes are a section of the body. */
export const runSchema = z.strictObject({
  count: z.int().min(0).max(MAX_COUNT),
  k: z.int().min(0).max(MAX_RICE_BITS),
  bytes: z
    .int()
    .min(0)
    .max(1 << 30),
});
export type RunHeader = z.output<typeof runSchema>;

export function describeRun(run: RiceRun): RunHeader {
  return { count: run.count, k: run.k, bytes: run.bytes.length };
}

/** Null: the run does not hold what its header says. */
export function* decodeRun(header: RunHeader, bytes: Uint8Array, below: number): Steps<Float64Array | null> {
  // A number takes a bit at least: nobody makes us reserve memory for what can't be there.
  if (header.count > bytes.length * 8) return null;
  const values = new Float64Array(header.count);
  const reader = new RiceReader({ ...header, bytes }, below);
  for (let i = 0; i < header.count; i++) {
    const value = reader.next();
    if (Number.isNaN(value)) return null;
    values[i] = value;
    if (i % STEP === STEP - 1) yield;
  }
  return reader.isAtEnd ? values : null;
}
