import type { Result } from '../run-source.ts';
import type { Family, Readings } from '../sources/reading.ts';
import type { UnknownReason } from '../../../core/facts/fact.ts';

/** One source's result, with how old it is. */
export type Aged<R extends Result = Result> = R & { readonly ageMs: number };
export type ResultOf<F extends Family> = Extract<Result, { family: F }>;

export function ofFamily<F extends Family>(results: readonly Aged[], family: F): readonly Aged<ResultOf<F>>[] {
  return results.filter((result): result is Aged<ResultOf<F>> => result.family === family);
}

export function readingOf<F extends Family>(results: readonly Aged[], family: F, source: string): Readings[F] | null {
  return (
    (results.find((result) => result.family === family && result.source === source)?.reading as
      | Readings[F]
      | undefined) ?? null
  );
}

/** From what tells a person most to what tells least. */
const TELLING: readonly UnknownReason[] = [
  'contradictory',
  'needs-rights',
  'timed-out',
  'unreadable',
  'stale',
  'unsupported',
  'not-installed',
  'not-measured',
];

export function mostTelling(reasons: readonly (UnknownReason | null)[]): UnknownReason {
  return TELLING.find((reason) => reasons.includes(reason)) ?? 'not-measured';
}

export function knownFact<T>(value: T, from: readonly Aged[]) {
  return { status: 'known' as const, value, ...provenance(from) };
}

export function unknownFact(reason: UnknownReason, from: readonly Aged[]) {
  return { status: 'unknown' as const, reason, ...provenance(from) };
}

/** A fact is as old as the oldest source that it stands on. */
function provenance(from: readonly Aged[]): { sources: readonly string[]; ageMs: number } {
  return {
    sources: from.slice(0, 12).map((result) => result.source),
    ageMs: Math.round(Math.max(0, ...from.map((result) => result.ageMs))),
  };
}
