import { z } from 'zod';

const port = z.int().min(1).max(65_535);
/** No quote, backslash or line break: the value goes between quotes into the engine's configuration. */
const quotable = z
  .string()
  .max(1000)
  .regex(/^[^"\\\r\n]+$/, 'must have no quote, backslash or line break');

/** What an installation decides about its phone engine. Holds no secret. */
export const engineSettingsSchema = z.strictObject({
  /** The SIP domain: the part after "@". It need not be in the DNS. */
  domain: z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'must be a host name in lower case'),
  /** Address to listen on for phones. */
  listenAddress: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1'),
  /** Secure WebSocket, for phones. */
  webSocketPort: port,
  /** HTTP on loopback, for the control plane only. */
  rpcPort: port,
  /** The name or address by which phones reach the engine. */
  publicHost: z
    .string()
    .regex(/^[A-Za-z0-9.:[\]-]{1,253}$/, 'must be a host name or an address')
    .default('127.0.0.1'),
  /** Exact values of the header `Origin`. The client's pages are at `app://ui`. */
  allowedOrigins: z.array(quotable).min(1).max(16).default(['app://ui']),
});
export type EngineSettings = z.infer<typeof engineSettingsSchema>;
export type EngineSettingsInput = z.input<typeof engineSettingsSchema>;

/** The longest a registration may last: as long as the longest lease (core/wire/device.ts). Seconds. */
export const MAX_REGISTRATION_SECONDS = 900;
