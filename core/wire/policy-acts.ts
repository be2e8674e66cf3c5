import { z } from 'zod';
import { checkIdSchema } from '../checks/catalogue.ts';
import { deviceIdSchema, organisationIdSchema, sha256HexSchema } from '../ids.ts';
import { groupSchema } from '../policy/audience.ts';
import { IMPACT_CHANGES, IMPACT_LIST_MAX } from '../policy/impact.ts';
import { policyDocumentSchema } from '../policy/schema.ts';

/** A month: whoever plans further ahead should look again before the next step. */
const MAX_WAIT_MINUTES = 30 * 24 * 60;

/** Why a rollout stopped by itself: it blocks more than the preview said, or its next step would. */
export const haltReasonSchema = z.enum(['blocks-more', 'would-block-more']);
export type HaltReason = z.infer<typeof haltReasonSchema>;

export const rolloutStageSchema = z.strictObject({
  /** How many of all laptops have it in this stage. Percent. */
  percent: z.number().gt(0).max(100),
  /** How long after the stage before it begins by itself; null: by hand. The first begins at once. */
  afterMinutes: z.int().min(0).max(MAX_WAIT_MINUTES).nullable(),
});
export type RolloutStage = z.infer<typeof rolloutStageSchema>;

/** Steps in which a version reaches everybody. */
export const rolloutStagesSchema = z
  .array(rolloutStageSchema)
  .min(1)
  .max(10)
  .refine((stages) => stages.every(({ percent }, index) => percent > (stages[index - 1]?.percent ?? 0)), {
    message: 'each stage must reach more laptops than the one before',
  })
  .refine((stages) => stages.at(-1)?.percent === 100, { message: 'the last stage must be 100 percent' });

/** `POST /api/policy`; `basedOn` guards against publishing over somebody else's change (409). Without stages it is for everybody at once. */
export const publishPolicySchema = z.strictObject({
  basedOn: z.int().min(1),
  note: z.string().trim().min(1, 'say in a few words what changes').max(500),
  document: policyDocumentSchema,
  stages: rolloutStagesSchema.nullish(),
});

/** `POST /api/policy/versions/:version/restore` (201, `publishedSchema`): a new version with that one's content, for everybody at once. */
export const restorePolicySchema = publishPolicySchema.pick({ basedOn: true, note: true });
export const publishedSchema = z.strictObject({ version: z.int().min(1) });

/** `GET /api/policy/next`: what a policy that is signed elsewhere must say of itself. */
export const nextReleaseSchema = z.strictObject({
  organisationId: organisationIdSchema,
  version: z.int().min(1),
  previous: sha256HexSchema.nullable(),
});
export type NextRelease = z.infer<typeof nextReleaseSchema>;

/** `POST /api/policy/signed` (201, `publishedSchema`). */
export const publishSignedSchema = z.strictObject({
  release: z.string().min(2).max(2_000_000),
  signature: z.base64url().max(128),
  note: publishPolicySchema.shape.note,
  stages: rolloutStagesSchema.nullish(),
});

const countsShape = {
  newlyBlocked: z.int().min(0),
  newlyInGrace: z.int().min(0),
  newlyPassing: z.int().min(0),
};
export const impactCountsSchema = z.strictObject({
  ...countsShape,
  unchanged: z.int().min(0),
  unknown: z.int().min(0),
});

/** `POST /api/policy/preview` with `{ document }`: what publishing it would do to whom, by every laptop's last facts. */
export const previewRequestSchema = z.strictObject({ document: policyDocumentSchema });
export const previewSchema = z.strictObject({
  /** The newest version, which it is held against where a laptop has no older one. */
  version: z.int().min(1),
  total: impactCountsSchema,
  byGroup: z.array(impactCountsSchema.extend({ group: groupSchema.nullable() })),
  byCheck: z.array(z.strictObject({ check: checkIdSchema, ...countsShape })),
  list: z
    .array(
      z.strictObject({
        deviceId: deviceIdSchema,
        agent: z.string().max(120),
        group: groupSchema.nullable(),
        change: z.enum(IMPACT_CHANGES),
        checks: z.array(checkIdSchema),
      }),
    )
    .max(IMPACT_LIST_MAX),
  /** What its author should think about. */
  warnings: z.array(z.strictObject({ field: z.string(), problem: z.string() })),
});
export type PolicyPreview = z.infer<typeof previewSchema>;

/**
 * One line of `GET /api/policy/drafts`. `POST /api/policy/drafts` (201) makes one, `POST /api/policy/drafts/:id` (200) saves it again; only its
 * author may. Both take `publishPolicySchema` and answer with the draft.
 */
export const draftSummarySchema = z.strictObject({
  id: z.uuid(),
  author: z.string().max(120),
  basedOn: z.int().min(1),
  note: z.string().max(500),
  revision: z.int().min(1),
  savedAt: z.iso.datetime(),
  /** What the one who asks may do: its author saves it; whether they may approve it too is for the policy to say. */
  may: z.strictObject({ save: z.boolean(), approve: z.boolean() }),
});
export const draftsSchema = z.strictObject({
  /** Whether who wrote a change may not publish it: then `POST /api/policy` is refused, and another must approve a draft. */
  twoPeople: z.boolean(),
  drafts: z.array(draftSummarySchema),
});
/** `GET /api/policy/drafts/:id`; `DELETE /api/policy/drafts/:id` (204). */
export const draftSchema = draftSummarySchema.extend({
  document: policyDocumentSchema,
  stages: rolloutStagesSchema.nullable(),
});
export type PolicyDraft = z.infer<typeof draftSchema>;
/** `POST /api/policy/drafts/:id/approve` (201, `publishedSchema`) publishes it as it was at this revision. */
export const approveDraftSchema = z.strictObject({ revision: z.int().min(1) });

/** `GET /api/policy/rollout`: the newest version that was published in steps; null when there was none. */
export const rolloutSchema = z.strictObject({
  version: z.int().min(1),
  /** `halted` and `superseded`: who has it keeps it, nobody else gets it. */
  state: z.enum(['running', 'halted', 'complete', 'superseded']),
  stages: z.array(rolloutStageSchema),
  /** Index of the stage that is in force. */
  stage: z.int().min(0),
  stageAt: z.iso.datetime(),
  /** When the next stage begins by itself. */
  nextAt: z.iso.datetime().nullable(),
  /** Laptops that have it, those of them that it blocks, and how many the preview said. */
  has: z.int().min(0),
  blocked: z.int().min(0),
  expected: z.int().min(0),
  haltPercent: z.number().min(0).max(100),
  why: haltReasonSchema.nullable(),
});
export type PolicyRollout = z.infer<typeof rolloutSchema>;
export const rolloutViewSchema = z.strictObject({ rollout: rolloutSchema.nullable() });
/** `POST /api/policy/rollout/halt`, `/resume`, `/next`, `/complete` (204): by hand, on the version that was seen. */
export const rolloutActSchema = z.strictObject({ version: z.int().min(1) });
export const ROLLOUT_ACTS = ['halt', 'resume', 'next', 'complete'] as const;
export type RolloutAct = (typeof ROLLOUT_ACTS)[number];
