import { z } from 'zod';
import { platformSchema, type Platform } from '../ids.ts';
import { checkRulesSchema } from './rule.ts';

/** A team, as IT names it. A person is in one at most. */
export const groupSchema = z
  .string()
  .min(1)
  .max(60)
  .regex(/^\S(.*\S)?$/, 'must not begin or end with a space');

/** Rules for some: what it says of a check takes the place of what the policy says of it to everyone. */
export const audienceSchema = z
  .strictObject({
    name: z.string().min(1).max(60).describe('What people call these rules; shown where they decide.'),
    groups: z.array(groupSchema).max(200).default([]).describe('Teams that it is for. Empty: all of them.'),
    platforms: z.array(platformSchema).max(3).default([]).describe('Systems that it is for. Empty: all of them.'),
    checks: checkRulesSchema.describe('Checks that differ for these people; the others are as for everyone.'),
    except: z
      .array(z.string().max(64))
      .max(64)
      .default([])
      .describe('Checks that these people are not asked for at all, by their ids.'),
  })
  .refine(({ groups, platforms }) => groups.length > 0 || platforms.length > 0, {
    path: ['groups'],
    message: 'must name a group or a system; what is for everyone belongs into “checks”',
  });
export type Audience = z.infer<typeof audienceSchema>;

/** Whom a policy is applied to. */
export interface Who {
  readonly group: string | null;
  readonly platform: Platform;
}

export function isFor(audience: Pick<Audience, 'groups' | 'platforms'>, { group, platform }: Who): boolean {
  const inGroup = audience.groups.length === 0 || (group !== null && audience.groups.includes(group));
  return inGroup && (audience.platforms.length === 0 || audience.platforms.includes(platform));
}

/** A group says more than a system, and both say more than one. */
export function specificity({ groups, platforms }: Pick<Audience, 'groups' | 'platforms'>): number {
  return (groups.length > 0 ? 2 : 0) + (platforms.length > 0 ? 1 : 0);
}
