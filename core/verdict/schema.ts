import { z } from 'zod';
import { checkIdSchema } from '../checks/catalogue.ts';
import { unknownReasonSchema } from '../facts/fact.ts';
import { levelSchema } from '../policy/rule.ts';
import { textRefSchema } from '../text/text-ref.ts';

export const findingStatusSchema = z.enum(['pass', 'fail', 'unknown', 'unsupported']);
export type FindingStatus = z.infer<typeof findingStatusSchema>;

/** What one check found under one policy, and what that does to the phone. */
export const findingSchema = z.strictObject({
  check: checkIdSchema,
  status: findingStatusSchema,
  level: levelSchema,
  reason: unknownReasonSchema.nullable(),
  evidence: textRefSchema,
  /** What it does: nothing, a warning, nothing while a waiver holds, counts down, or closes the phone. */
  effect: z.enum(['none', 'warns', 'waived', 'grace', 'closes']),
  /** Milliseconds of grace left; null unless `effect` is `grace`. */
  graceLeftMs: z.int().min(0).nullable(),
  /** Milliseconds that the waiver has left; null unless `effect` is `waived`. */
  waiverLeftMs: z.int().min(0).nullable(),
  /** What decided: whose rule (null: everyone's), and the waiver that holds, if one does. */
  decidedBy: z.strictObject({ audience: z.string().max(60).nullable(), waiver: z.uuid().nullable() }),
  /** How long ago it was measured, in ms, at the time of the evaluation. */
  ageMs: z.int().min(0),
});
export type Finding = z.infer<typeof findingSchema>;

export const verdictStateSchema = z.enum(['compliant', 'grace', 'blocked']);
export type VerdictState = z.infer<typeof verdictStateSchema>;

export const verdictSchema = z.strictObject({
  state: verdictStateSchema,
  policyVersion: z.int().min(0),
  /** How long until a grace or a waiver that keeps the phone open ends, in ms from the evaluation; null when none does or the phone is closed. */
  closesInMs: z.int().min(0).nullable(),
  findings: z.array(findingSchema).max(64),
});
export type Verdict = z.infer<typeof verdictSchema>;
