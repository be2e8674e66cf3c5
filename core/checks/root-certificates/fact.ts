import { z } from 'zod';

/** Certificate authorities that were added to the system's own. */
export const rootCertificatesValueSchema = z.strictObject({
  added: z.int().min(0).max(10_000),
  /** Known tools among them that read encrypted traffic, by the names in Offhook's own list. */
  interceptors: z.array(z.string().max(64)).max(16),
});
