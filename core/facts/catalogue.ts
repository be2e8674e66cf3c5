import { z } from 'zod';
import { platformSchema } from '../ids.ts';
import { factSchema, type Fact, type UnknownReason } from './fact.ts';

const shortText = z.string().max(120);
const count = z.int().min(0).max(100_000).nullable();

/** What the system says that it is; `endOfLife` is judged from the dates that ship with the client. */
export const osValueSchema = z.strictObject({
  platform: platformSchema,
  id: shortText,
  name: shortText,
  version: shortText.nullable(),
  build: shortText.nullable(),
  endOfLife: z.boolean().nullable(),
});

/** For people to recognise the laptop by; nothing that identifies it (no serial, no MAC, no host name). */
export const hardwareValueSchema = z.strictObject({
  manufacturer: shortText.nullable(),
  model: shortText.nullable(),
  virtual: z.boolean().nullable(),
});

/** The volume that holds the running system. `encrypted` only when complete and with an active protector. */
export const diskEncryptionValueSchema = z.strictObject({
  encrypted: z.boolean(),
  state: z.enum(['on', 'off', 'encrypting', 'decrypting', 'suspended', 'locked', 'partial']),
  percent: z.number().min(0).max(100).nullable(),
});

export const osUpdatesValueSchema = z.strictObject({
  pending: count,
  securityPending: count,
  restartRequired: z.boolean().nullable(),
  /** Days since the system last looked for updates; null when it does not say. */
  checkedDaysAgo: z.number().min(0).max(100_000).nullable(),
});

/** Whether unsolicited inbound connections are blocked, and by what. */
export const firewallValueSchema = z.strictObject({
  enabled: z.boolean(),
  products: z.array(shortText).max(8),
});

/** A tunnel that is up and has a routable address. Addresses never leave the laptop, names and kinds do. */
export const vpnValueSchema = z.strictObject({
  connected: z.boolean(),
  interfaces: z.array(z.strictObject({ name: z.string().max(32), kind: z.string().max(32) })).max(16),
  fullTunnel: z.boolean().nullable(),
});

/** Everything that may ever be measured: the allow-list. A key that is not here can't be sent or stored. */
export const factsSchema = z.strictObject({
  os: factSchema(osValueSchema),
  hardware: factSchema(hardwareValueSchema),
  diskEncryption: factSchema(diskEncryptionValueSchema),
  osUpdates: factSchema(osUpdatesValueSchema),
  firewall: factSchema(firewallValueSchema),
  vpn: factSchema(vpnValueSchema),
});

export interface FactValues {
  readonly os: z.infer<typeof osValueSchema>;
  readonly hardware: z.infer<typeof hardwareValueSchema>;
  readonly diskEncryption: z.infer<typeof diskEncryptionValueSchema>;
  readonly osUpdates: z.infer<typeof osUpdatesValueSchema>;
  readonly firewall: z.infer<typeof firewallValueSchema>;
  readonly vpn: z.infer<typeof vpnValueSchema>;
}
export type FactKey = keyof FactValues;
export type Facts = { readonly [K in FactKey]: Fact<FactValues[K]> };

export const FACT_KEYS = [
  'os',
  'hardware',
  'diskEncryption',
  'osUpdates',
  'firewall',
  'vpn',
] as const satisfies readonly FactKey[];

/** Before anything was measured. Evaluates to a closed phone. */
export function noFacts(reason: UnknownReason = 'not-measured'): Facts {
  const unknown = { status: 'unknown', reason, sources: [], ageMs: 0 } as const;
  return {
    os: unknown,
    hardware: unknown,
    diskEncryption: unknown,
    osUpdates: unknown,
    firewall: unknown,
    vpn: unknown,
  };
}
