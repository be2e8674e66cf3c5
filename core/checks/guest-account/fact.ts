import { z } from 'zod';

/** Whether anybody can sign in as a guest. */
export const guestAccountValueSchema = z.strictObject({ enabled: z.boolean() });
