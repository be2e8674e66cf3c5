import { z } from 'zod';
import { checkIdSchema } from '../checks/catalogue.ts';

/** A waiver that holds for one laptop now, with the time that it has left: no wall clock, so that no laptop can stretch it. */
export const activeWaiverSchema = z.strictObject({
  id: z.uuid(),
  check: checkIdSchema,
  leftMs: z.int().min(0),
  /** How long it was asked for, so that its end can be announced in good time. */
  lengthMs: z.int().min(0),
  reason: z.string().max(500),
  /** Who approved it, as people read it. */
  approvedBy: z.string().max(120),
});
export type ActiveWaiver = z.infer<typeof activeWaiverSchema>;
