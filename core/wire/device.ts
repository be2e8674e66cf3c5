import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { checkIdSchema } from '../checks/catalogue.ts';
import { factsSchema } from '../facts/catalogue.ts';
import { base64urlSchema, deviceIdSchema, extensionSchema, organisationIdSchema, platformSchema } from '../ids.ts';
import { groupSchema } from '../policy/audience.ts';
import { signedPolicySchema } from '../policy/schema.ts';
import { findingSchema, verdictSchema } from '../verdict/schema.ts';
import { activeWaiverSchema } from '../verdict/waiver.ts';

/** The protocol's version; a server answers 426 to one that it does not speak. */
export const WIRE_VERSION = 1;

/** What the phone is doing, as the client says. */
export const phoneStatusSchema = z.strictObject({
  gate: z.enum(['closed', 'opening', 'open', 'closing-in-call']),
  registered: z.boolean(),
  inCall: z.boolean(),
});
export type PhoneStatus = z.infer<typeof phoneStatusSchema>;

/** `POST /api/device/enrol`. The signature, by the new key over `enrolSigningText`, proves that the device holds it. */
export const enrolRequestSchema = z.strictObject({
  wire: z.literal(WIRE_VERSION),
  code: z.string().min(8).max(128),
  /** P-256 public key: SPKI, DER, base64url. */
  publicKey: base64urlSchema.max(256),
  platform: platformSchema,
  keyStorage: z.enum(['keychain', 'memory']),
  /** ECDSA P-256 / SHA-256, IEEE P1363 form, base64url. */
  signature: base64urlSchema.max(128),
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

export function enrolSigningText(request: Omit<EnrolRequest, 'signature'>): string {
  return `offhook-enrol-v1\n${request.code}\n${request.publicKey}\n${request.platform}\n${request.keyStorage}`;
}

export const enrolReplySchema = z.strictObject({
  deviceId: deviceIdSchema,
  organisation: z.strictObject({
    id: organisationIdSchema,
    name: z.string().max(120),
    /** Ed25519 public key that signs policies: SPKI, DER, base64url. Must hash to the fingerprint in the enrolment link. */
    policyKey: base64urlSchema.max(128),
    /** Ed25519 public key that signs leases. */
    leaseKey: base64urlSchema.max(128),
  }),
  agent: z.strictObject({ name: z.string().max(120), extension: extensionSchema }),
});
export type EnrolReply = z.infer<typeof enrolReplySchema>;

/** `POST /api/device/challenge` */
export const challengeRequestSchema = z.strictObject({ wire: z.literal(WIRE_VERSION), deviceId: deviceIdSchema });
export const challengeReplySchema = z.strictObject({ nonce: base64urlSchema.max(64), expiresInMs: z.int().min(1) });

/** What a device says about itself. Signed as the exact text that is sent. */
export const reportSchema = z.strictObject({
  nonce: base64urlSchema.max(64),
  deviceId: deviceIdSchema,
  /** Rises with every report of this device key, for good. */
  counter: z.int().min(1),
  /** New at every start of the client. */
  bootId: z.uuid(),
  appVersion: z.string().max(32),
  /** 0 when the device holds no policy yet. */
  policyVersion: z.int().min(0),
  keyStorage: z.enum(['keychain', 'memory']),
  phone: phoneStatusSchema,
  facts: factsSchema,
});
export type Report = z.infer<typeof reportSchema>;

/** `POST /api/device/report`. `report` is the JSON text of a Report; the signature is over `reportSigningText`. */
export const signedReportSchema = z.strictObject({
  wire: z.literal(WIRE_VERSION),
  deviceId: deviceIdSchema,
  report: z.string().min(2).max(64_000),
  signature: base64urlSchema.max(128),
});
export type SignedReport = z.infer<typeof signedReportSchema>;

export function reportSigningText(report: string): string {
  return `offhook-report-v1\n${report}`;
}

/** The text that the server's lease key signs (Ed25519). */
export const leaseSchema = z.strictObject({
  deviceId: deviceIdSchema,
  nonce: base64urlSchema.max(64),
  epoch: z.int().min(0),
  policyVersion: z.int().min(1),
  verdict: z.enum(['compliant', 'grace']),
  /** Counted on the client's monotonic clock from when it asked, so that a slow answer never lengthens it. */
  durationMs: z.int().min(1).max(900_000),
});
export type Lease = z.infer<typeof leaseSchema>;
export const signedLeaseSchema = z.strictObject({ lease: z.string().max(2000), signature: base64urlSchema.max(128) });
export function leaseSigningText(lease: string): string {
  return `offhook-lease-v1\n${lease}`;
}

/** What a phone registers with. Lives as long as its lease, and is refused by the phone engine after. */
export const sipCredentialSchema = z.strictObject({
  webSocketUrl: z.url({ protocol: /^wss$/ }).max(300),
  domain: z.string().max(253),
  extension: extensionSchema,
  /** `<unix expiry>:<extension>` (draft-uberti-behave-turn-rest-00, as Kamailio's auth_ephemeral reads it). */
  username: z.string().max(64),
  password: z.string().max(128),
  expiresInSeconds: z.int().min(1).max(900),
  iceServers: z
    .array(
      z.strictObject({
        urls: z.string().max(300),
        username: z.string().max(128).optional(),
        credential: z.string().max(128).optional(),
      }),
    )
    .max(4),
});
export type SipCredential = z.infer<typeof sipCredentialSchema>;

/** Whether there is a phone engine to register with; where is needed before a credential is (CSP, certificate pin). */
export const phoneEngineSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('ready'),
    webSocketUrl: z.url({ protocol: /^wss$/ }).max(300),
    /** SHA-256 of the engine's public key (SPKI, DER; RFC 7469 §2.4), base64url; null when a public CA vouches for it. */
    certificatePin: base64urlSchema.max(64).nullable(),
  }),
  z.strictObject({ state: z.literal('missing'), reason: z.enum(['not-installed', 'not-configured', 'unreachable']) }),
]);
export type PhoneEngine = z.infer<typeof phoneEngineSchema>;

export const contactSchema = z.strictObject({ name: z.string().max(120), extension: extensionSchema });

export const reportReplySchema = z.strictObject({
  verdict: verdictSchema,
  /** The agent's team and the waivers that hold for this laptop: what the client's own verdict needs to agree with the server's. */
  group: groupSchema.nullable(),
  waivers: z.array(activeWaiverSchema).max(64),
  /** Present when the device's is older. */
  policy: signedPolicySchema.nullable(),
  lease: signedLeaseSchema.nullable(),
  credential: sipCredentialSchema.nullable(),
  /** Why there is no credential although there is a lease and a phone engine. */
  noCredential: z.enum(['clock-set-back']).optional(),
  phoneEngine: phoneEngineSchema,
  contacts: z.array(contactSchema).max(500),
  /** One use, 30 s: opens the push socket. */
  socketTicket: base64urlSchema.max(64),
  /** HMAC-SHA-256 key of the heartbeats of this session. */
  sessionKey: base64urlSchema.max(64),
});
export type ReportReply = z.infer<typeof reportReplySchema>;

/** First message on `GET /api/device/socket`; the server closes with 4401 when the ticket is spent or unknown. */
export const socketHelloSchema = z.strictObject({ type: z.literal('hello'), ticket: base64urlSchema.max(64) });
/** `mac` = HMAC-SHA-256(sessionKey, heartbeatText), base64url; `seq` strictly rises on one socket. */
export const heartbeatSchema = z.strictObject({
  type: z.literal('heartbeat'),
  seq: z.int().min(1),
  phone: phoneStatusSchema,
  /** Sites refused since the last heartbeat, as far as policy lets them be told. */
  blockedSites: z
    .array(
      z.strictObject({ category: z.string().max(32), host: z.string().max(253).nullable(), count: z.int().min(1) }),
    )
    .max(20),
  /** The agent ended the shift: the lease is given back at once. */
  endOfShift: z.boolean(),
  mac: base64urlSchema.max(64),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;
export function heartbeatSigningText({ mac: _mac, ...rest }: Heartbeat): string {
  return `offhook-heartbeat-v1\n${JSON.stringify([rest.seq, rest.phone.gate, rest.phone.registered, rest.phone.inCall, rest.blockedSites.map((site) => [site.category, site.host, site.count]), rest.endOfShift])}`;
}

export const deviceMessageSchema = z.discriminatedUnion('type', [socketHelloSchema, heartbeatSchema]);

/** What the server pushes to a device. It only says "look": what counts is what the next report brings back. */
export const devicePushSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('welcome') }),
  z.strictObject({ type: z.literal('policy-changed'), version: z.int().min(1) }),
  z.strictObject({ type: z.literal('recheck') }),
  /** There are newer lists of unsafe sites. */
  z.strictObject({ type: z.literal('lists-changed') }),
  z.strictObject({
    type: z.literal('revoked'),
    epoch: z.int().min(0),
    reason: z.enum(['blocked', 'supervisor', 'other-device', 'removed']),
  }),
]);
export type DevicePush = z.infer<typeof devicePushSchema>;

/** `POST /api/device/access-requests`: signed like a report (`accessSigningText`), since it names a site. */
export const accessRequestSchema = z.strictObject({
  deviceId: deviceIdSchema,
  nonce: base64urlSchema.max(64),
  /** No white space: a line break would let text move between the host and the reason under one signature. */
  host: z.string().min(1).max(253).regex(/^\S+$/, 'must be a host name without spaces'),
  reason: z.string().min(1).max(500),
  signature: base64urlSchema.max(128),
});
export function accessSigningText(request: {
  readonly nonce: string;
  readonly host: string;
  readonly reason: string;
}): string {
  return `offhook-access-v1\n${request.nonce}\n${request.host}\n${request.reason}`;
}

/** A support bundle, compressed (gzip, RFC 1952), in base64url: at most 300 kB of bytes. */
export const HELP_BUNDLE_MAX_CHARS = 409_600;

/**
 * `POST /api/device/help-requests` (204): “I can’t fix this”. Everything in it was shown to the agent before it left. Asking again about the same
 * check takes the place of what was asked before.
 */
export const helpRequestSchema = z.strictObject({
  deviceId: deviceIdSchema,
  nonce: base64urlSchema.max(64),
  check: checkIdSchema,
  /** What the agent has tried; may be empty. */
  message: z.string().max(500),
  evidence: findingSchema,
  bundle: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url without padding')
    .max(HELP_BUNDLE_MAX_CHARS)
    .nullable(),
  signature: base64urlSchema.max(128),
});
export type HelpRequest = z.infer<typeof helpRequestSchema>;
export function helpSigningText({ signature: _signature, ...rest }: HelpRequest): string {
  return `offhook-help-v1\n${canonicalJson(rest)}`;
}

function hasOnlyAPlace(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, pathname, href } = new URL(url);
  return href === `${protocol}//${host}${pathname}`;
}

/** How an agent gets in: everything that must not be taken on trust from the server is in the link itself. */
export const enrolmentLinkSchema = z.strictObject({
  server: z
    .url({ protocol: /^https?$/ })
    .max(300)
    // What an agent is asked to trust is this text: "https://your-company@other.example" must not read as your company's.
    .refine(hasOnlyAPlace, 'must be a plain address such as "https://offhook.example"'),
  code: z.string().min(8).max(128),
  /** SHA-256 of the organisation's policy key (SPKI, DER), base64url. */
  key: base64urlSchema.max(64),
});
export type EnrolmentLink = z.infer<typeof enrolmentLinkSchema>;

/** What people make of a code that is read to them, and what is meant: Crockford's base 32 (https://www.crockford.com/base32.html). */
export function readBreakGlassCode(text: string): string {
  return text.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
}

/**
 * `POST /api/device/break-glass`: opens the phone for a moment with a code that a supervisor or IT gave out. Signed like a report
 * (`breakGlassSigningText`), so that a code that was overheard is worth nothing on another laptop.
 */
export const breakGlassSchema = z.strictObject({
  deviceId: deviceIdSchema,
  nonce: base64urlSchema.max(64),
  /** As the agent typed it. */
  code: z.string().min(1).max(64),
  signature: base64urlSchema.max(128),
});
export type BreakGlassRequest = z.infer<typeof breakGlassSchema>;
export function breakGlassSigningText({ signature: _signature, ...rest }: BreakGlassRequest): string {
  return `offhook-break-glass-v1\n${canonicalJson(rest)}`;
}
export const breakGlassReplySchema = z.strictObject({
  /** What is excepted now, and for how long. */
  checks: z.array(checkIdSchema).min(1).max(64),
  leftMs: z.int().min(1),
});
export type BreakGlassReply = z.infer<typeof breakGlassReplySchema>;
