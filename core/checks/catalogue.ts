import { z } from 'zod';
import { diskEncryption } from './disk-encryption.ts';
import { firewall } from './firewall.ts';
import { osUpdates } from './os-updates.ts';
import { vpn } from './vpn.ts';

/** Every check, in the order in which people read them. */
export const CHECKS = { diskEncryption, osUpdates, firewall, vpn } as const;

export type CheckId = keyof typeof CHECKS;
export const CHECK_IDS = ['diskEncryption', 'osUpdates', 'firewall', 'vpn'] as const satisfies readonly CheckId[];
export const checkIdSchema = z.enum(CHECK_IDS);
