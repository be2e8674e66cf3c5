import { z } from 'zod';

/** Room on the system volume, in megabytes of 1,000,000 bytes. */
export const diskSpaceValueSchema = z.strictObject({
  freeMegabytes: z.int().min(0).max(1_000_000_000),
  totalMegabytes: z.int().min(1).max(1_000_000_000),
});
