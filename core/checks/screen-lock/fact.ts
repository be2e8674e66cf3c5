import { z } from 'zod';

/** What happens to a laptop that is left alone. */
export const screenLockValueSchema = z.strictObject({
  /** It locks by itself after a while. */
  locks: z.boolean().nullable(),
  /** A password is asked for when it wakes. */
  lockOnWake: z.boolean().nullable(),
  /** Seconds without a touch until it is locked; null when that is not known or never. */
  delaySeconds: z.int().min(0).max(10_000_000).nullable(),
});
