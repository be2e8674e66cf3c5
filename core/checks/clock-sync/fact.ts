import { z } from 'zod';

/** Whether the system sets its clock from the network, and it is set. */
export const clockSyncValueSchema = z.strictObject({ synced: z.boolean() });
