import { z } from 'zod';

/** Protection against malware that is there, switched on and kept up to date. */
export const antivirusValueSchema = z.strictObject({
  active: z.boolean(),
  /** null when the product does not say how old its definitions are. */
  upToDate: z.boolean().nullable(),
  /** Names of the products that are switched on. */
  products: z.array(z.string().max(120)).max(8),
});
