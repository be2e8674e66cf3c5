import { z } from 'zod';

/**
 * Why something could not be learned. `unsupported` means that this system has no way to tell or no such thing;
 * every other reason may pass with time, rights or a fix.
 */
export const UNKNOWN_REASONS = [
  'not-measured',
  'needs-rights',
  'not-installed',
  'timed-out',
  'unreadable',
  'contradictory',
  'stale',
  'unsupported',
] as const;
export const unknownReasonSchema = z.enum(UNKNOWN_REASONS);
export type UnknownReason = z.infer<typeof unknownReasonSchema>;

const sourceIds = z.array(z.string().max(64)).max(12).readonly();
/** Milliseconds since it was observed, on the client's monotonic clock at the time of the snapshot. */
const ageMs = z.int().min(0);

export interface KnownFact<T> {
  readonly status: 'known';
  readonly value: T;
  readonly sources: readonly string[];
  readonly ageMs: number;
}

export interface UnknownFact {
  readonly status: 'unknown';
  readonly reason: UnknownReason;
  readonly sources: readonly string[];
  readonly ageMs: number;
}

export type Fact<T> = KnownFact<T> | UnknownFact;

/** The schema of one fact. There is no third state and no default: a missing fact is an error at the edge. */
export function factSchema<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('known'), value, sources: sourceIds, ageMs }),
    z.strictObject({ status: z.literal('unknown'), reason: unknownReasonSchema, sources: sourceIds, ageMs }),
  ]);
}
