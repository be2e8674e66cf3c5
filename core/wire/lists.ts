import { z } from 'zod';
import { base64urlSchema, deviceIdSchema } from '../ids.ts';
import { LIST_FORMATS } from '../web/rules/list-format.ts';

/** The files of a release that travel; what each is says docs/web-list-format.md. */
const LIST_FILES = ['full.bin', 'full-names.br', 'delta.bin', 'delta-names.br', 'rest.br'] as const;
export const listFileSchema = z.enum(LIST_FILES);
export type ListFile = z.infer<typeof listFileSchema>;

/** Headers of `GET /api/device/lists/…`. The number is the server's own, used once. */
export const listsAskSchema = z.object({
  'x-offhook-device': deviceIdSchema,
  'x-offhook-nonce': base64urlSchema.max(64),
  'x-offhook-signature': base64urlSchema.max(128),
});

/** `what` is `manifest` or the file's name. */
export function listsAskSigningText(nonce: string, what: 'manifest' | ListFile): string {
  return `offhook-lists-ask-v1\n${nonce}\n${what}`;
}

const categorySchema = z
  .string()
  .max(32)
  .regex(/^[a-z][a-z0-9-]*$/, 'must be in small letters, such as "phishing"');

/** How large an uploaded list may be; larger ones are fetched. Characters. */
export const MAX_UPLOAD = 4_000_000;

/** `POST /api/web-lists`: a list that is fetched (`url`) or one that is given as it is (`text`). */
export const addWebListSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    category: categorySchema,
    format: z.enum(LIST_FORMATS).default('auto'),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullable()
      .default(null),
    text: z.string().min(1).max(MAX_UPLOAD).nullable().default(null),
  })
  .refine(({ url, text }) => (url === null) !== (text === null), {
    path: ['url'],
    error: 'give either an address to fetch the list from, or its text',
  });

/** `POST /api/web-lists/:id`. `fetch` looks now; with `takeAnyway` a change is taken that looks like an accident. */
export const changeWebListSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('enable') }),
  z.strictObject({ act: z.literal('disable') }),
  z.strictObject({ act: z.literal('fetch'), takeAnyway: z.boolean().default(false) }),
]);
export type ChangeWebList = z.output<typeof changeWebListSchema>;

/** What could not be read, for whoever keeps the list. */
const reportSchema = z.strictObject({
  refused: z.int().min(0),
  refusedByReason: z.record(z.string(), z.int()),
  samples: z.array(z.strictObject({ line: z.int(), text: z.string(), reason: z.string() })).max(20),
});

export const webListSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().max(60),
  category: categorySchema,
  format: z.enum(LIST_FORMATS),
  url: z.string().max(2000).nullable(),
  isEnabled: z.boolean(),
  /** The validator of what is held (RFC 9110 §8.8.3). */
  etag: z.string().max(500).nullable(),
  /** Unix milliseconds. */
  askedAt: z.int().nullable(),
  changedAt: z.int().nullable(),
  bytes: z.int().min(0),
  /** What was made of the text that is in use; null before that. */
  rules: z.int().min(0).nullable(),
  report: reportSchema.nullable(),
  /** Why the newest text is not in use, in a sentence; null when it is. */
  problem: z.string().max(500).nullable(),
});
export type WebList = z.output<typeof webListSchema>;

export const webListsSchema = z.strictObject({
  lists: z.array(webListSchema),
  /** Requests refused in the last seven days, by kind and never by person. */
  refused: z.array(z.strictObject({ category: z.string(), count: z.int() })),
  /** What laptops are given; null before there is any. */
  release: z.strictObject({ version: z.int(), names: z.int(), expiresAt: z.string() }).nullable(),
});

/** `POST /api/web-lists/test`: what a laptop under everyone's policy would do with a page. */
export const testUrlSchema = z.strictObject({ url: z.string().trim().min(1).max(8192) });
export const testUrlReplySchema = z.strictObject({
  action: z.enum(['allow', 'block']),
  host: z.string(),
  list: z.string().nullable(),
  rule: z.string().nullable(),
  category: z.string().nullable(),
  why: z.string(),
});
