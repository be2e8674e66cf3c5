import { z } from 'zod';

export const browserNameSchema = z.enum([
  'chrome',
  'edge',
  'firefox',
  'safari',
  'brave',
  'opera',
  'vivaldi',
  'chromium',
]);
export type BrowserName = z.infer<typeof browserNameSchema>;

/** Browsers that are installed, with their versions. Never what they were used for. */
export const browsersValueSchema = z.strictObject({
  browsers: z.array(z.strictObject({ name: browserNameSchema, version: z.string().max(32) })).max(16),
});
