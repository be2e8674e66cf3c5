import { z } from 'zod';

/** Whether the account in use has administrator rights. */
export const localAdminValueSchema = z.strictObject({ admin: z.boolean() });
