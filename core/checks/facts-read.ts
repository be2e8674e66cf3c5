import type { FactKey } from '../facts/catalogue.ts';
import { CHECKS, type CheckId } from './catalogue.ts';
import type { Check } from './check.ts';
import type { z } from 'zod';

/** The facts that a check reads with these parameters, which its own schema made. */
export function factsRead(id: CheckId, parameters: unknown): readonly FactKey[] {
  const check: Pick<Check<z.ZodType>, 'facts' | 'alsoReads'> = CHECKS[id];
  return [...check.facts, ...(check.alsoReads?.(parameters) ?? [])];
}
