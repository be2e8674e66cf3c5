import { z } from 'zod';
import { checkIdSchema } from '../checks/catalogue.ts';
import { deviceIdSchema, extensionSchema, personIdSchema, platformSchema } from '../ids.ts';
import { groupSchema } from '../policy/audience.ts';
import { levelSchema } from '../policy/rule.ts';
import { policyDocumentSchema } from '../policy/schema.ts';
import { findingSchema, findingStatusSchema, verdictStateSchema } from '../verdict/schema.ts';
import { phoneEngineSchema } from './device.ts';

export const ROLES = ['it', 'supervisor', 'auditor', 'agent'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** `POST /api/session` (204, with the cookie); `DELETE /api/session` signs out (204). */
export const signInSchema = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(200) });
/** `POST /api/session/password` (204); NIST SP 800-63B-4 §3.1.1.2: length, not composition. */
export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(200),
  next: z.string().min(15).max(200),
});

export const personSchema = z.strictObject({
  id: personIdSchema,
  name: z.string().max(120),
  email: z.email().max(254),
  role: roleSchema,
  extension: extensionSchema.nullable(),
  group: groupSchema.nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** `GET /api/session`. The token goes into the header `x-csrf-token` of everything that changes something. */
export const sessionSchema = z.strictObject({
  person: personSchema,
  organisation: z.string().max(120),
  csrfToken: z.string().max(128),
  mustChangePassword: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

/** What the floor shows of a phone. `offline`: on shift but not heard of; `off-shift`: not at work. */
export const phoneDisplaySchema = z.enum(['ready', 'in-call', 'closing', 'opening', 'closed', 'offline', 'off-shift']);

/** One row of the floor. Times are ISO 8601. */
export const deviceRowSchema = z.strictObject({
  deviceId: deviceIdSchema,
  agent: z.strictObject({ id: personIdSchema, name: z.string().max(120), extension: extensionSchema }),
  platform: platformSchema,
  system: z.string().max(240).nullable(),
  model: z.string().max(240).nullable(),
  keyStorage: z.enum(['keychain', 'memory']),
  verdict: verdictStateSchema.nullable(),
  notPassing: z
    .array(
      z.strictObject({
        check: checkIdSchema,
        status: findingStatusSchema,
        level: levelSchema,
        /** What it does now: a waived one closes nothing for the time being. */
        effect: findingSchema.shape.effect,
      }),
    )
    .max(64),
  phone: phoneDisplaySchema,
  /** A supervisor closed this phone; it stays closed until somebody asks for a recheck. */
  held: z.boolean(),
  policyVersion: z.int().min(0),
  lastSeenAt: z.iso.datetime().nullable(),
  /** Since when `verdict` and `phone` are as they are. */
  sinceAt: z.iso.datetime(),
});
export type DeviceRow = z.infer<typeof deviceRowSchema>;

/** `GET /api/devices` */
export const devicesSchema = z.strictObject({ devices: z.array(deviceRowSchema), phoneEngine: phoneEngineSchema });
/**
 * `GET /api/devices/:id`. Acts on one device, each with an empty body and 204: `POST /api/devices/:id/recheck`,
 * `POST /api/devices/:id/revoke` (closes its phone now), `DELETE /api/devices/:id`.
 */
export const deviceDetailSchema = z.strictObject({
  device: deviceRowSchema,
  findings: z.array(findingSchema),
  /** When the report behind `findings` came in: their ages count back from it. */
  reportedAt: z.iso.datetime().nullable().optional(),
});
export type DeviceDetail = z.infer<typeof deviceDetailSchema>;

/** `GET /api/policy` */
export const policyViewSchema = z.strictObject({
  version: z.int().min(1),
  publishedAt: z.iso.datetime(),
  publishedBy: z.string().max(120),
  note: z.string().max(500),
  keyOnServer: z.boolean(),
  document: policyDocumentSchema,
});
export type PolicyView = z.infer<typeof policyViewSchema>;
/** `GET /api/policy/versions/:version`: what it said. */
export const policyVersionSchema = policyViewSchema.omit({ keyOnServer: true });
/** `GET /api/policy/versions` */
export const policyVersionsSchema = z.strictObject({
  versions: z.array(policyViewSchema.omit({ document: true, keyOnServer: true })),
});

/** `GET /api/people` */
export const peopleSchema = z.strictObject({
  people: z.array(personSchema.extend({ devices: z.int().min(0), signedInAt: z.iso.datetime().nullable() })),
});
/** `POST /api/people/:id/group` (204): the team that this person is in; null: none. */
export const setGroupSchema = z.strictObject({ group: groupSchema.nullable() });
/** `POST /api/people/:id/enrolment` */
export const enrolmentReplySchema = z.strictObject({ link: z.string().max(1000), expiresAt: z.iso.datetime() });

/** `GET /api/access-requests`; `POST /api/access-requests/:id/close` (204). */
export const accessRequestsSchema = z.strictObject({
  requests: z.array(
    z.strictObject({
      id: z.uuid(),
      agent: z.string().max(120),
      host: z.string().max(253),
      reason: z.string().max(500),
      askedAt: z.iso.datetime(),
      state: z.enum(['open', 'closed']),
    }),
  ),
});

/**
 * `GET /api/help-requests`, newest first, at most 500; `POST /api/help-requests/:id/close` (204). `GET /api/help-requests/:id/report` is the
 * support bundle that came with it, as a file for `offhook check --replay`.
 */
export const helpRequestViewSchema = z.strictObject({
  id: z.uuid(),
  agent: z.string().max(120),
  deviceId: deviceIdSchema,
  platform: platformSchema,
  check: checkIdSchema,
  message: z.string().max(500),
  evidence: findingSchema,
  hasReport: z.boolean(),
  askedAt: z.iso.datetime(),
  state: z.enum(['open', 'closed']),
});
export type HelpRequestView = z.infer<typeof helpRequestViewSchema>;
export const helpRequestsSchema = z.strictObject({ requests: z.array(helpRequestViewSchema) });

/** `GET /api/waivers`, newest first, at most 500. */
export const waiverViewSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['waiver', 'break-glass']),
  check: checkIdSchema,
  /** One laptop (by its agent's name) or one team. */
  scope: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('device'), deviceId: deviceIdSchema, agent: z.string().max(120) }),
    z.strictObject({ type: z.literal('group'), group: groupSchema }),
  ]),
  reason: z.string().max(500),
  askedBy: z.string().max(120),
  askedAt: z.iso.datetime(),
  decidedBy: z.string().max(120).nullable(),
  /** `over`: its time is up. */
  state: z.enum(['asked', 'approved', 'refused', 'ended', 'over']),
  endsAt: z.iso.datetime(),
  /** What the one who asks may do with it now. */
  may: z.strictObject({ decide: z.boolean(), end: z.boolean() }),
});
export type WaiverView = z.infer<typeof waiverViewSchema>;
export const waiversSchema = z.strictObject({ waivers: z.array(waiverViewSchema) });

/** Supervisors (and IT alone) may except somebody else's laptop for so long without asking anybody. Minutes. */
export const WAIVER_ALONE_MINUTES = 60;
/** The longest that anything is excepted: 90 days, in minutes. */
export const WAIVER_MAX_MINUTES = 90 * 24 * 60;

/**
 * `POST /api/waivers` (201, the waiver): approved at once for one laptop of somebody else and at most `WAIVER_ALONE_MINUTES`; else it waits for
 * somebody of IT who did not ask and whom it is not for. `POST /api/waivers/:id/approve`, `/refuse`, `/end` (204).
 */
export const askWaiverSchema = z.strictObject({
  check: checkIdSchema,
  scope: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('device'), deviceId: deviceIdSchema }),
    z.strictObject({ type: z.literal('group'), group: groupSchema }),
  ]),
  reason: z.string().trim().min(3, 'say in a few words why').max(500),
  minutes: z.int().min(1).max(WAIVER_MAX_MINUTES),
});

/** `GET /api/audit?before=` newest first, at most 100 */
export const auditEventSchema = z.strictObject({
  sequence: z.int().min(1),
  at: z.iso.datetime(),
  actor: z.string().max(160),
  action: z.string().max(64),
  subject: z.string().max(200),
  details: z.record(z.string(), z.unknown()),
  hash: z.string().max(64),
});
export const auditPageSchema = z.strictObject({ events: z.array(auditEventSchema) });

/** `GET /api/live` (server-sent events): the data of each event. Rows replace rows of the same device. */
export const liveEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('device'), device: deviceRowSchema }),
  z.strictObject({ type: z.literal('device-removed'), deviceId: deviceIdSchema }),
  z.strictObject({ type: z.literal('policy'), version: z.int().min(1) }),
  z.strictObject({ type: z.literal('phone-engine'), phoneEngine: phoneEngineSchema }),
  z.strictObject({ type: z.literal('access-request') }),
  z.strictObject({ type: z.literal('waivers') }),
  z.strictObject({ type: z.literal('help-request') }),
  z.strictObject({ type: z.literal('alert') }),
  z.strictObject({ type: z.literal('rollout') }),
  z.strictObject({ type: z.literal('drafts') }),
  z.strictObject({ type: z.literal('people') }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;
