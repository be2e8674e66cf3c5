import { z } from 'zod';

/** Whether unsolicited inbound connections are blocked, and by what. */
export const firewallValueSchema = z.strictObject({
  enabled: z.boolean(),
  products: z.array(z.string().max(120)).max(8),
});
