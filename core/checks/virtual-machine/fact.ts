import { z } from 'zod';

/** Whether this system runs inside another one. */
export const virtualMachineValueSchema = z.strictObject({
  vm: z.boolean(),
  hypervisor: z.string().max(64).nullable(),
});
