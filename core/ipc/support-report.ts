import { z } from 'zod';

/** What a support bundle holds, as its agent reads it before they keep or send it. */
export const supportReportSchema = z.strictObject({
  /** What it is called until the next one is made. */
  id: z.uuid(),
  recordedAt: z.iso.datetime(),
  /** Whether it is small enough to go to IT with a help request; it can be saved in any case. */
  canSend: z.boolean(),
  bytes: z.int().min(0),
  entries: z
    .array(
      z.strictObject({
        kind: z.enum(['program', 'file', 'age', 'programs', 'identity']),
        /** What was run or read, as one would type it. */
        what: z.string().max(2000),
        outcome: z.enum(['answered', 'refused', 'missing', 'failed', 'timed-out']),
        /** The whole answer, redacted, as it stands in the report. */
        text: z.string().max(8_000_000),
      }),
    )
    .max(3000),
  /** What was asked for and is not on this laptop. */
  missing: z.int().min(0),
  /** The report itself, letter by letter. */
  raw: z.string().max(64_000_000),
});
export type SupportReport = z.infer<typeof supportReportSchema>;
