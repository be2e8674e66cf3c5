import { z } from 'zod';

/** The system's own guards against being changed. null: this system has no such guard, or it could not be read. */
export const systemIntegrityValueSchema = z.strictObject({
  secureBoot: z.boolean().nullable(),
  /** System Integrity Protection (macOS). */
  sip: z.boolean().nullable(),
  gatekeeper: z.boolean().nullable(),
});
