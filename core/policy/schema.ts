import { z } from 'zod';
import { CHECKS } from '../checks/catalogue.ts';
import { organisationIdSchema, sha256HexSchema } from '../ids.ts';

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
    parameters: parameters.describe('What this check in particular can be told.').prefault({} as z.input<P>),
  });
}

/** A host name as WHATWG URL writes it: lower case, punycode, no trailing dot. Matches itself and its subdomains. */
export const hostRuleSchema = z
  .string()
  .max(253)
  .regex(
    /^(?!-)[a-z0-9_-]{1,63}(\.(?!-)[a-z0-9_-]{1,63})*$/,
    'must be a plain host name such as "example.com", in lower case',
  )
  .refine(isWrittenAsUrlsAre, 'is not how a browser writes this host, so it would never match; copy it from a URL');

/** A rule like "127.1" or "xn--a" parses as text but equals no host that a URL can have. */
function isWrittenAsUrlsAre(host: string): boolean {
  return URL.canParse(`http://${host}/`) && new URL(`http://${host}/`).hostname === host;
}

const webSchema = z.strictObject({
  home: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .nullable()
    .default(null)
    .describe('Where the work browser starts.'),
  block: z
    .array(
      z.strictObject({
        host: hostRuleSchema.describe('This site and everything below it.'),
        category: z
          .enum(['phishing', 'malware', 'remote-control', 'file-sharing', 'webmail', 'social', 'other'])
          .describe('What kind of site it is; shown, and counted in reports.'),
        why: z.string().max(300).default('').describe('Shown to the agent on the block page.'),
      }),
    )
    .max(5000)
    .default([])
    .describe('Sites that the work browser refuses before any request leaves.'),
  allow: z
    .array(hostRuleSchema)
    .max(5000)
    .default([])
    .describe('Not blocked although a site above it is. The most specific name wins; on a tie, this list does.'),
});

const phoneSchema = z.strictObject({
  leaseSeconds: z
    .int()
    .min(15)
    .max(900)
    .default(120)
    .describe('How long the phone stays open without the server. Seconds.'),
  inCall: z
    .discriminatedUnion('mode', [
      z.strictObject({ mode: z.literal('cut') }),
      z.strictObject({ mode: z.literal('finish'), maxSeconds: z.int().min(1).max(3600) }),
    ])
    .default({ mode: 'finish', maxSeconds: 300 })
    .describe('What happens to a call in hand when the phone must close.'),
  emergencyNumbers: z
    .array(z.string().regex(/^[0-9]{2,6}$/))
    .max(20)
    .default(['112'])
    .describe('Numbers of help. Shown to an agent whose phone is closed.'),
});

/** The document that IT writes. Unknown keys are errors: a typo must never loosen a policy in silence. */
export const policyDocumentSchema = z.strictObject({
  schema: z.literal('offhook-policy/1').describe('Which kind of document this is.'),
  name: z.string().min(1).max(120).describe('What people call it.'),
  description: z.string().max(1000).default('').describe('What it is for, for whoever edits it next.'),
  contact: z.string().max(200).default('').describe('Who an agent asks for help, as shown to them.'),
  checks: z.strictObject({
    diskEncryption: rule(CHECKS.diskEncryption.parameters).optional(),
    osUpdates: rule(CHECKS.osUpdates.parameters).optional(),
    firewall: rule(CHECKS.firewall.parameters).optional(),
    vpn: rule(CHECKS.vpn.parameters).optional(),
  }),
  web: webSchema.prefault({}),
  phone: phoneSchema.prefault({}),
  privacy: z
    .strictObject({
      reportBlockedSites: z
        .enum(['nothing', 'count', 'domain'])
        .default('count')
        .describe('What the server learns of a refused site: nothing, its category and how often, or its name too.'),
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
