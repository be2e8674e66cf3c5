import type { FactKey, Facts } from '../../../core/facts/catalogue.ts';
import type { Platform } from '../../../core/ids.ts';
import { combineAntivirus } from './antivirus.ts';
import { combineAppIntegrity } from './app-integrity.ts';
import { combineAutoLogin } from './auto-login.ts';
import { combineAutomaticUpdates } from './automatic-updates.ts';
import { combineBrowsers } from './browsers.ts';
import { combineClockSync } from './clock-sync.ts';
import { combineDeveloperMode } from './developer-mode.ts';
import { combineDiskEncryption } from './disk-encryption.ts';
import { combineDiskSpace } from './disk-space.ts';
import { combineFirewall } from './firewall.ts';
import { combineFixedVolumes } from './fixed-volumes.ts';
import { combineGuestAccount } from './guest-account.ts';
import { combineLocalAdmin } from './local-admin.ts';
import { combineNetworkTampering } from './network-tampering.ts';
import { combineOsUpdates } from './os-updates.ts';
import { combineHardware, combineOs } from './os.ts';
import { combineRemoteAccess } from './remote-access.ts';
import { combineRemovableStorage } from './removable-storage.ts';
import type { Aged } from './results.ts';
import { combineRootCertificates } from './root-certificates.ts';
import { combineScreenLock } from './screen-lock.ts';
import { combineSecurityChip } from './security-chip.ts';
import { combineSystemIntegrity } from './system-integrity.ts';
import { combineVirtualMachine } from './virtual-machine.ts';
import { combineVpn } from './vpn.ts';
import { combineWatchedPrograms } from './watched-programs.ts';

/** How each fact comes about. The rule for several sources is stated in each file. */
const COMBINERS: { readonly [K in FactKey]: (results: readonly Aged[], platform: Platform) => Facts[K] } = {
  os: combineOs,
  hardware: combineHardware,
  diskEncryption: combineDiskEncryption,
  fixedVolumes: combineFixedVolumes,
  osUpdates: combineOsUpdates,
  automaticUpdates: combineAutomaticUpdates,
  firewall: combineFirewall,
  vpn: combineVpn,
  antivirus: combineAntivirus,
  screenLock: combineScreenLock,
  autoLogin: combineAutoLogin,
  systemIntegrity: combineSystemIntegrity,
  securityChip: combineSecurityChip,
  watchedPrograms: combineWatchedPrograms,
  virtualMachine: combineVirtualMachine,
  removableStorage: combineRemovableStorage,
  localAdmin: combineLocalAdmin,
  guestAccount: combineGuestAccount,
  remoteAccess: combineRemoteAccess,
  clockSync: combineClockSync,
  networkTampering: combineNetworkTampering,
  rootCertificates: combineRootCertificates,
  developerMode: combineDeveloperMode,
  browsers: combineBrowsers,
  diskSpace: combineDiskSpace,
  appIntegrity: combineAppIntegrity,
};

/** Readings from however many sources to the facts. Pure; a fact without a source is unknown. */
export function combineFacts(results: readonly Aged[], platform: Platform): Facts {
  const facts = Object.entries(COMBINERS).map(([key, combine]) => [key, combine(results, platform)] as const);
  // Object.entries loses which key has which type; the table above has it.
  return Object.fromEntries(facts) as unknown as Facts;
}
