import { z } from 'zod';

/** Settings that can send traffic somewhere else without a sign. null: could not be read. */
export const networkTamperingValueSchema = z.strictObject({
  /** The hosts file sends names that matter to other places. */
  hosts: z.boolean().nullable(),
  /** Which of the well-known names in Offhook's own list it redirects. Others are never named. */
  names: z.array(z.string().max(253)).max(16),
  proxy: z.enum(['none', 'manual', 'automatic']).nullable(),
  dns: z.enum(['automatic', 'manual']).nullable(),
});
