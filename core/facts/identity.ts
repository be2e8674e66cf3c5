import { z } from 'zod';
import { platformSchema } from '../ids.ts';

const shortText = z.string().max(120);

/** What the system says that it is; `endOfLife` is judged from the dates that ship with the client or came with the policy. */
export const osValueSchema = z.strictObject({
  platform: platformSchema,
  id: shortText,
  name: shortText,
  version: shortText.nullable(),
  build: shortText.nullable(),
  endOfLife: z.boolean().nullable(),
  /** The day (YYYY-MM-DD) on which that was judged, by the laptop's own clock: what the policy's own dates are compared with. */
  judgedOn: z.string().max(10).nullable(),
});

/** For people to recognise the laptop by; nothing that identifies it (no serial, no MAC, no host name). */
export const hardwareValueSchema = z.strictObject({
  manufacturer: shortText.nullable(),
  model: shortText.nullable(),
  virtual: z.boolean().nullable(),
});
