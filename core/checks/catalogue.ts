import { z } from 'zod';
import { antivirus } from './antivirus/check.ts';
import { appIntegrity } from './app-integrity/check.ts';
import { autoLogin } from './auto-login/check.ts';
import { browsers } from './browsers/check.ts';
import { clockSync } from './clock-sync/check.ts';
import { developerMode } from './developer-mode/check.ts';
import { diskEncryption } from './disk-encryption/check.ts';
import { diskSpace } from './disk-space/check.ts';
import { firewall } from './firewall/check.ts';
import { guestAccount } from './guest-account/check.ts';
import { localAdmin } from './local-admin/check.ts';
import { networkTampering } from './network-tampering/check.ts';
import { osUpdates } from './os-updates/check.ts';
import { osVersion } from './os-version/check.ts';
import { remoteAccess } from './remote-access/check.ts';
import { remoteControl } from './remote-control/check.ts';
import { removableStorage } from './removable-storage/check.ts';
import { rootCertificates } from './root-certificates/check.ts';
import { screenCapture } from './screen-capture/check.ts';
import { screenLock } from './screen-lock/check.ts';
import { securityChip } from './security-chip/check.ts';
import { systemIntegrity } from './system-integrity/check.ts';
import { virtualMachine } from './virtual-machine/check.ts';
import { vpn } from './vpn/check.ts';

/** Every check, in the order in which people read them. A new one is a folder, a line here, one in core/text/en.ts and its facts'. */
export const CHECKS = {
  diskEncryption,
  osVersion,
  osUpdates,
  firewall,
  vpn,
  antivirus,
  screenLock,
  autoLogin,
  localAdmin,
  guestAccount,
  systemIntegrity,
  securityChip,
  remoteControl,
  screenCapture,
  remoteAccess,
  virtualMachine,
  removableStorage,
  clockSync,
  networkTampering,
  rootCertificates,
  developerMode,
  browsers,
  diskSpace,
  appIntegrity,
} as const;

export type CheckId = keyof typeof CHECKS;
export const CHECK_IDS = Object.keys(CHECKS) as readonly CheckId[];
export const checkIdSchema = z.enum(CHECK_IDS);
