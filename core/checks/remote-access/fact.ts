import { z } from 'zod';

/** Ways into this laptop from the network that are switched on. */
export const remoteServiceSchema = z.enum([
  'ssh',
  'rdp',
  'vnc',
  'winrm',
  'file-sharing',
  'remote-management',
  'telnet',
]);
export type RemoteService = z.infer<typeof remoteServiceSchema>;

export const remoteAccessValueSchema = z.strictObject({ services: z.array(remoteServiceSchema).max(8) });
