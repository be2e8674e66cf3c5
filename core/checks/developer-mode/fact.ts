import { z } from 'zod';

/** Settings that let unsigned or unreviewed code in. null: this system has no such setting, or it could not be read. */
export const developerModeValueSchema = z.strictObject({
  developerMode: z.boolean().nullable(),
  /** Drivers without a valid signature are loaded (Windows test signing, a kernel that is not locked down). */
  testSigning: z.boolean().nullable(),
});
