import { z } from 'zod';
import { CHECK_IDS, CHECKS, type CheckId } from '../checks/catalogue.ts';

export const levelSchema = z.enum(['block', 'warn', 'observe']);
export type Level = z.infer<typeof levelSchema>;

function rule<P extends z.ZodType>(parameters: P) {
  return z.strictObject({
    level: levelSchema.describe('block closes the phone; warn is shown and never closes it; observe is only reported.'),
    graceSeconds: z
      .int()
      .min(0)
      .max(7 * 86_400)
      .default(0)
      .describe('Time that an agent has to fix it before the phone closes. Seconds, from the first failure.'),
    whenUnknown: levelSchema
      .default('block')
      .describe(
        'What it does when it can’t be told: as much as this and as much as the level, whichever is less. It never counts as passed.',
      ),
    whenUnsupported: levelSchema
      .default('block')
      .describe('The same for a system that has no way to tell, or no such thing.'),
    parameters: parameters.describe('What this check in particular can be told.').prefault({} as z.input<P>),
  });
}

type Rules = {
  readonly [K in CheckId]: (typeof CHECKS)[K]['parameters'] extends infer P extends z.ZodType
    ? z.ZodOptional<ReturnType<typeof rule<P>>>
    : never;
};

/** A rule for each check that the policy asks for; the cast says what `fromEntries` can't. */
export const checkRulesSchema = z.strictObject(
  Object.fromEntries(CHECK_IDS.map((id) => [id, rule(CHECKS[id].parameters).optional()])) as unknown as Rules,
);
