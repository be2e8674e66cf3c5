import { z } from 'zod';
import { platformSchema } from '../../../core/ids.ts';

const text = z.string().max(8_000_000);
const failed = z.strictObject({
  path: z.string().max(1000),
  status: z.enum(['missing', 'needs-rights', 'unreadable']),
});

/** Everything that a scan asked the system, with its answers, redacted: a support bundle, and the form of our fixtures. */
export const bundleSchema = z.strictObject({
  format: z.literal('offhook-bundle/1'),
  /** ISO 8601; a replay judges end-of-life dates as of this day. */
  recordedAt: z.iso.datetime(),
  platform: platformSchema,
  commands: z
    .array(
      z.strictObject({
        argv: z.array(z.string().max(10_000)).min(1).max(100),
        exitCode: z.int().nullable(),
        stdout: text,
        stderr: text,
        timedOut: z.boolean(),
        truncated: z.boolean(),
        missing: z.boolean(),
      }),
    )
    .max(1000),
  files: z
    .array(z.union([z.strictObject({ path: z.string().max(1000), status: z.literal('read'), text }), failed]))
    .max(1000),
  ages: z
    .array(
      z.union([
        z.strictObject({
          path: z.string().max(1000),
          status: z.literal('read'),
          ageMs: z.number().min(0),
          entries: z.int().min(0),
        }),
        failed,
      ]),
    )
    .max(1000),
  programs: z
    .union([
      z.strictObject({
        status: z.literal('read'),
        watched: z.array(z.string().max(64)).max(500).readonly(),
        whole: z.boolean(),
      }),
      z.strictObject({ status: z.enum(['missing', 'needs-rights', 'unreadable']) }),
    ])
    .nullable()
    .default(null),
  identity: z
    .strictObject({
      manufacturer: z.string().max(120).nullable(),
      model: z.string().max(120).nullable(),
      virtual: z.boolean().nullable(),
    })
    .nullable(),
  desktop: z.string().max(120).nullable().default(null),
  app: z
    .strictObject({
      packaged: z.boolean(),
      inspectable: z.boolean(),
      traced: z.boolean().nullable(),
      archive: z.enum(['intact', 'changed', 'unreadable']).nullable(),
      signature: z.enum(['valid', 'invalid', 'unreadable']).nullable(),
    })
    .nullable()
    .default(null),
});
export type Bundle = z.infer<typeof bundleSchema>;
