import { z } from 'zod';

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

/** Where the work browser may go. */
export const webSchema = z.strictObject({
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
  mode: z
    .enum(['block-listed', 'allow-only'])
    .optional()
    .describe('"allow-only": nothing opens but what `allow` names. Left out, everything opens that is not blocked.'),
  protectedNames: z
    .array(hostRuleSchema)
    .max(200)
    .optional()
    .describe(
      'Sites that agents trust, such as your own or your bank’s: pages with names that look like these are blocked.',
    ),
  lists: z
    .strictObject({
      categories: z
        .array(
          z
            .string()
            .max(32)
            .regex(/^[a-z][a-z0-9-]*$/, 'must be in small letters, such as "phishing"'),
        )
        .max(60)
        .describe('Kinds of sites that are blocked when a list names them.'),
    })
    .optional()
    .describe('What becomes of the lists of unsafe sites. Left out, everything on them is blocked.'),
});
