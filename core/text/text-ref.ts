import { z } from 'zod';

/** A sentence by its key in the catalogue, with the values that fill it. Sentences themselves never travel. */
export const textRefSchema = z.strictObject({
  key: z.string().max(96),
  values: z.record(z.string().max(32), z.union([z.string().max(200), z.number()])).optional(),
});
export type TextRef = { readonly key: string; readonly values?: Readonly<Record<string, string | number>> | undefined };
