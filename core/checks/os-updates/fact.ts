import { z } from 'zod';

const count = z.int().min(0).max(100_000).nullable();

export const osUpdatesValueSchema = z.strictObject({
  pending: count,
  securityPending: count,
  /** Days since the oldest security update that waits came out; null when none waits or the system does not say. */
  oldestPendingDays: z.number().min(0).max(100_000).nullable(),
  restartRequired: z.boolean().nullable(),
  /** Days since the system last looked for updates; null when it does not say. */
  checkedDaysAgo: z.number().min(0).max(100_000).nullable(),
});

/** Whether security updates install themselves. */
export const automaticUpdatesValueSchema = z.strictObject({ enabled: z.boolean() });
