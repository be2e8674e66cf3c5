import { z } from 'zod';

/** The volume that holds the running system. `encrypted` only when complete and with an active protector. */
export const diskEncryptionValueSchema = z.strictObject({
  encrypted: z.boolean(),
  state: z.enum(['on', 'off', 'encrypting', 'decrypting', 'suspended', 'locked', 'partial']),
  percent: z.number().min(0).max(100).nullable(),
});

/** Every fixed volume that can be written to, the system's own among them. No names and no sizes: only how many. */
export const fixedVolumesValueSchema = z.strictObject({
  total: z.int().min(0).max(1000),
  encrypted: z.int().min(0).max(1000),
  /** Volumes of which nobody could say. */
  unclear: z.int().min(0).max(1000),
});
