import { z } from 'zod';

/** Whether the laptop signs somebody in without a password when it starts. */
export const autoLoginValueSchema = z.strictObject({ enabled: z.boolean() });
