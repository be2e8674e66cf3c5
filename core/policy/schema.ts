import { z } from 'zod';
import { FRAMEWORKS } from '../checks/check.ts';
import { organisationIdSchema, sha256HexSchema } from '../ids.ts';
import { audienceSchema } from './audience.ts';
import { phoneSchema } from './phone-policy.ts';
import { checkRulesSchema } from './rule.ts';
import { shiftSchema } from './shift-policy.ts';
import { webSchema } from './web-policy.ts';

/** The document that IT writes. Unknown keys are errors: a typo must never loosen a policy in silence. */
export const policyDocumentSchema = z.strictObject({
  schema: z.literal('offhook-policy/1').describe('Which kind of document this is.'),
  name: z.string().min(1).max(120).describe('What people call it.'),
  description: z.string().max(1000).default('').describe('What it is for, for whoever edits it next.'),
  contact: z.string().max(200).default('').describe('Who an agent asks for help, as shown to them.'),
  owner: z.string().max(200).default('').describe('Who answers for this policy.'),
  reviewBy: z.iso
    .date()
    .nullable()
    .default(null)
    .describe(
      'By when somebody should look it over again: YYYY-MM-DD. The console reminds of it when the day has passed.',
    ),
  frameworks: z
    .array(z.enum(FRAMEWORKS))
    .max(FRAMEWORKS.length)
    .default([])
    .describe('Standards that it is meant to serve; lint names the controls that no check of it serves.'),
  checks: checkRulesSchema.describe('The rules for everyone.'),
  audiences: z
    .array(audienceSchema)
    .max(100)
    .default([])
    .describe('Rules for some: groups, systems or both. The most specific wins.'),
  web: webSchema.prefault({}),
  phone: phoneSchema.prefault({}),
  shift: shiftSchema.prefault({}),
  privacy: z
    .strictObject({
      reportBlockedSites: z
        .enum(['nothing', 'count', 'domain'])
        .default('count')
        .describe('What the server learns of a refused site: nothing, its category and how often, or its name too.'),
    })
    .prefault({}),
  publishing: z
    .strictObject({
      twoPeople: z.boolean().default(false).describe('Who wrote a change may not approve it: somebody else must.'),
      haltPercent: z
        .number()
        .min(0)
        .max(100)
        .default(2)
        .describe(
          'A rollout in steps stops by itself when more laptops are blocked than the preview said, by this share of those that have it. Percent.',
        ),
    })
    .prefault({}),
});
export type PolicyDocument = z.infer<typeof policyDocumentSchema>;

/** One published version. Immutable; `previous` chains it to the one before. */
export const policyReleaseSchema = z.strictObject({
  organisationId: organisationIdSchema,
  version: z.int().min(1),
  issuedAt: z.iso.datetime(),
  previous: sha256HexSchema.nullable(),
  document: policyDocumentSchema,
});
export type PolicyRelease = z.infer<typeof policyReleaseSchema>;

/** The release's canonical JSON as it was signed, with its Ed25519 signature (RFC 8032) over `policySigningBytes`. */
export const signedPolicySchema = z.strictObject({
  release: z.string().min(2).max(2_000_000),
  signature: z.base64url().max(128),
});
export type SignedPolicy = z.infer<typeof signedPolicySchema>;
