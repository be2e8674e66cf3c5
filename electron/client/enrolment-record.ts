import { z } from 'zod';
import { base64urlSchema, deviceIdSchema, extensionSchema, organisationIdSchema } from '../../core/ids.ts';

/** What enrolment leaves behind, in the secret store: who this device is and which keys it believes. No secret in it. */
export const enrolmentRecordSchema = z.strictObject({
  version: z.literal(1),
  server: z.string().max(300),
  deviceId: deviceIdSchema,
  organisation: z.strictObject({
    id: organisationIdSchema,
    name: z.string().max(120),
    policyKey: base64urlSchema.max(128),
    leaseKey: base64urlSchema.max(128),
  }),
  agent: z.strictObject({ name: z.string().max(120), extension: extensionSchema }),
});
export type EnrolmentRecord = z.infer<typeof enrolmentRecordSchema>;
