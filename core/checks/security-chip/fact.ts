import { z } from 'zod';

/** A chip that keeps keys: TPM or Secure Enclave. */
export const securityChipValueSchema = z.strictObject({
  present: z.boolean(),
  kind: z.enum(['tpm', 'secure-enclave']).nullable(),
  /** As in "2.0"; null when it does not say. */
  version: z.string().max(16).nullable(),
});
