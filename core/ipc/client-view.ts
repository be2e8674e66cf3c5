import { z } from 'zod';
import { SETTINGS_PAGES } from '../checks/check.ts';
import { gateReasonSchema } from '../gate/gate.ts';
import { osValueSchema } from '../facts/identity.ts';
import { extensionSchema, platformSchema } from '../ids.ts';
import { verdictSchema } from '../verdict/schema.ts';
import { activeWaiverSchema } from '../verdict/waiver.ts';
import { contactSchema, phoneEngineSchema } from '../wire/device.ts';

/** How many milliseconds from when this view was made; null when there is no such moment. */
const inMs = z.int().min(0).nullable();

export const enrolmentViewSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('none'),
    /** A link that came with the start of the app, so that joining is one click. */
    offered: z.strictObject({ server: z.string().max(300) }).nullable(),
  }),
  z.strictObject({
    state: z.literal('enrolled'),
    agent: z.string().max(120),
    extension: extensionSchema,
    organisation: z.string().max(120),
    server: z.string().max(300),
  }),
]);

/** Everything that the agent's window shows, pushed whole at each change. Holds no secret. */
export const clientViewSchema = z.strictObject({
  platform: platformSchema,
  /** Which system this is, so that its own steps can be shown; null before it was looked at. */
  system: osValueSchema.pick({ id: true, version: true, build: true }).nullable(),
  /** The settings pages that can be opened on this very system. */
  settingsPages: z.array(z.enum(SETTINGS_PAGES)).max(SETTINGS_PAGES.length),
  appVersion: z.string().max(32),
  enrolment: enrolmentViewSchema,
  /** `memory`: there is no keychain, so the enrolment is lost when Offhook ends. */
  keyStorage: z.enum(['keychain', 'memory']),
  onShift: z.boolean(),
  server: z.enum(['off', 'connecting', 'online', 'offline']),
  /** What happened last that the agent should know of, by its key in the catalogue; null when all is well. */
  problem: z.string().max(96).nullable(),
  measuring: z.boolean(),
  verdict: verdictSchema.nullable(),
  /** When the verdict above was made: wall clock, ISO 8601, for display only. */
  verdictAt: z.iso.datetime().nullable(),
  nextCheckInMs: inMs,
  /** The exceptions behind the verdict's waived findings: why, and who approved them. */
  waivers: z.array(activeWaiverSchema.pick({ id: true, lengthMs: true, reason: true, approvedBy: true })).max(64),
  gate: z.strictObject({
    state: z.enum(['closed', 'opening', 'open', 'closing-in-call']),
    reason: gateReasonSchema.nullable(),
    /** Until the call in hand ends; null unless closing in a call. */
    closesInMs: inMs,
    /** Until the lease ends; null without one. */
    leaseLeftMs: inMs,
  }),
  policy: z
    .strictObject({
      name: z.string().max(120),
      version: z.int().min(1),
      contact: z.string().max(200),
      emergencyNumbers: z.array(z.string().max(6)),
      webHome: z.string().max(2048).nullable(),
    })
    .nullable(),
  phoneEngine: phoneEngineSchema.nullable(),
  contacts: z.array(contactSchema).max(500),
});
export type ClientView = z.infer<typeof clientViewSchema>;

/** The page that the work browser shows now. */
export const webViewStateSchema = z.strictObject({
  url: z.string().max(8192),
  title: z.string().max(500),
  loading: z.boolean(),
  canGoBack: z.boolean(),
  canGoForward: z.boolean(),
  /** Set while a refusal is shown in place of the page. */
  blocked: z
    .strictObject({
      url: z.string().max(8192),
      host: z.string().max(253),
      rule: z.string().max(260),
      category: z.string().max(32),
      why: z.string().max(300),
      /** `policy`, `lookalike`, `built-in`, or the name of a list. */
      list: z.string().max(120),
    })
    .nullable(),
  /** A page that could not be reached: Chromium's own error name, as in ERR_NAME_NOT_RESOLVED. */
  failed: z.string().max(64).nullable(),
  blockedCount: z.int().min(0),
});
export type WebViewState = z.infer<typeof webViewStateSchema>;

/** No message of ours is longer. */
export const SENT_MAX_CHARS = 500_000;

/** For the privacy page: what was measured, and of each kind of message the exact text that was last sent. */
export const privacyViewSchema = z.strictObject({
  measured: z
    .array(
      z.strictObject({
        source: z.string().max(64),
        /** What was run or read, as one would type it. */
        what: z.string().max(500),
        fact: z.string().max(64),
        at: z.iso.datetime(),
        durationMs: z.number().min(0),
        result: z.string().max(4000),
      }),
    )
    .max(200),
  lastSent: z
    .array(
      z.strictObject({
        kind: z.enum(['report', 'heartbeat', 'access-request', 'help-request', 'break-glass']),
        at: z.iso.datetime(),
        to: z.string().max(300),
        /** A help request may carry a whole report. */
        body: z.string().max(SENT_MAX_CHARS),
      }),
    )
    .max(5),
});
export type PrivacyView = z.infer<typeof privacyViewSchema>;
