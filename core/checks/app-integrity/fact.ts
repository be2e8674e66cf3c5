import { z } from 'zod';

/** Whether Offhook itself is as it was shipped. null: this build or system has no such proof. */
export const appIntegrityValueSchema = z.strictObject({
  /** The program carries a valid signature. */
  signed: z.boolean().nullable(),
  /** The archive with the code is the one that was built. */
  archiveIntact: z.boolean().nullable(),
  /** Somebody is looking into the running program. */
  debugger: z.boolean().nullable(),
});
