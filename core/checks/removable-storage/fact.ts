import { z } from 'zod';

/** Removable drives that are mounted now. How many; never which or what is on them. */
export const removableStorageValueSchema = z.strictObject({ mounted: z.int().min(0).max(1000) });
