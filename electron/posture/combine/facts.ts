import type { Facts } from '../../../core/facts/catalogue.ts';
import type { Platform } from '../../../core/ids.ts';
import { combineDiskEncryption } from './disk-encryption.ts';
import { combineFirewall } from './firewall.ts';
import { combineOsUpdates } from './os-updates.ts';
import { combineHardware, combineOs } from './os.ts';
import type { Aged } from './results.ts';
import { combineVpn } from './vpn.ts';

/** Readings from however many sources to the six facts. Pure; a fact without a source is unknown. */
export function combineFacts(results: readonly Aged[], platform: Platform): Facts {
  return {
    os: combineOs(results, platform),
    hardware: combineHardware(results),
    diskEncryption: combineDiskEncryption(results),
    osUpdates: combineOsUpdates(results),
    firewall: combineFirewall(results),
    vpn: combineVpn(results),
  };
}
