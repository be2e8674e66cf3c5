import { z } from 'zod';

export const deviceIdSchema = z.uuid().brand<'DeviceId'>();
export type DeviceId = z.infer<typeof deviceIdSchema>;

export const personIdSchema = z.uuid().brand<'PersonId'>();
export type PersonId = z.infer<typeof personIdSchema>;

export const organisationIdSchema = z.uuid().brand<'OrganisationId'>();
export type OrganisationId = z.infer<typeof organisationIdSchema>;

/** The number that colleagues dial, and the user part of the SIP address. */
export const extensionSchema = z.string().regex(/^[0-9]{3,6}$/, 'must be 3 to 6 digits');

export const base64urlSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url without padding')
  .max(4096);
export const sha256HexSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');

export const PLATFORMS = ['linux', 'macos', 'windows'] as const;
export const platformSchema = z.enum(PLATFORMS);
export type Platform = z.infer<typeof platformSchema>;
