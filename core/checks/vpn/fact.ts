import { z } from 'zod';

/** A tunnel that is up and has a routable address. Addresses never leave the laptop, names and kinds do. */
export const vpnValueSchema = z.strictObject({
  connected: z.boolean(),
  interfaces: z.array(z.strictObject({ name: z.string().max(32), kind: z.string().max(32) })).max(16),
  fullTunnel: z.boolean().nullable(),
});
