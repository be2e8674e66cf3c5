import { z } from 'zod';
import { antivirusValueSchema } from '../checks/antivirus/fact.ts';
import { appIntegrityValueSchema } from '../checks/app-integrity/fact.ts';
import { autoLoginValueSchema } from '../checks/auto-login/fact.ts';
import { browsersValueSchema } from '../checks/browsers/fact.ts';
import { clockSyncValueSchema } from '../checks/clock-sync/fact.ts';
import { developerModeValueSchema } from '../checks/developer-mode/fact.ts';
import { diskEncryptionValueSchema, fixedVolumesValueSchema } from '../checks/disk-encryption/fact.ts';
import { diskSpaceValueSchema } from '../checks/disk-space/fact.ts';
import { firewallValueSchema } from '../checks/firewall/fact.ts';
import { guestAccountValueSchema } from '../checks/guest-account/fact.ts';
import { localAdminValueSchema } from '../checks/local-admin/fact.ts';
import { networkTamperingValueSchema } from '../checks/network-tampering/fact.ts';
import { automaticUpdatesValueSchema, osUpdatesValueSchema } from '../checks/os-updates/fact.ts';
import { remoteAccessValueSchema } from '../checks/remote-access/fact.ts';
import { watchedProgramsValueSchema } from '../checks/remote-control/fact.ts';
import { removableStorageValueSchema } from '../checks/removable-storage/fact.ts';
import { rootCertificatesValueSchema } from '../checks/root-certificates/fact.ts';
import { screenLockValueSchema } from '../checks/screen-lock/fact.ts';
import { securityChipValueSchema } from '../checks/security-chip/fact.ts';
import { systemIntegrityValueSchema } from '../checks/system-integrity/fact.ts';
import { virtualMachineValueSchema } from '../checks/virtual-machine/fact.ts';
import { vpnValueSchema } from '../checks/vpn/fact.ts';
import { factSchema, type Fact, type UnknownReason } from './fact.ts';
import { hardwareValueSchema, osValueSchema } from './identity.ts';

/** Everything that may ever be measured: the allow-list. A key that is not here can't be sent or stored. */
export const FACT_VALUES = {
  os: osValueSchema,
  hardware: hardwareValueSchema,
  diskEncryption: diskEncryptionValueSchema,
  fixedVolumes: fixedVolumesValueSchema,
  osUpdates: osUpdatesValueSchema,
  automaticUpdates: automaticUpdatesValueSchema,
  firewall: firewallValueSchema,
  vpn: vpnValueSchema,
  antivirus: antivirusValueSchema,
  screenLock: screenLockValueSchema,
  autoLogin: autoLoginValueSchema,
  systemIntegrity: systemIntegrityValueSchema,
  securityChip: securityChipValueSchema,
  watchedPrograms: watchedProgramsValueSchema,
  virtualMachine: virtualMachineValueSchema,
  removableStorage: removableStorageValueSchema,
  localAdmin: localAdminValueSchema,
  guestAccount: guestAccountValueSchema,
  remoteAccess: remoteAccessValueSchema,
  clockSync: clockSyncValueSchema,
  networkTampering: networkTamperingValueSchema,
  rootCertificates: rootCertificatesValueSchema,
  developerMode: developerModeValueSchema,
  browsers: browsersValueSchema,
  diskSpace: diskSpaceValueSchema,
  appIntegrity: appIntegrityValueSchema,
} as const;

export type FactKey = keyof typeof FACT_VALUES;
export type FactValues = { readonly [K in FactKey]: z.infer<(typeof FACT_VALUES)[K]> };
export type Facts = { readonly [K in FactKey]: Fact<FactValues[K]> };

export const FACT_KEYS = Object.keys(FACT_VALUES) as readonly FactKey[];

/** One value a key; the cast says what `fromEntries` can't. */
export function eachFact<T>(make: (key: FactKey) => T): { readonly [K in FactKey]: T } {
  return Object.fromEntries(FACT_KEYS.map((key) => [key, make(key)])) as { readonly [K in FactKey]: T };
}

type FactSchemas = {
  readonly [K in FactKey]: (typeof FACT_VALUES)[K] extends infer V extends z.ZodType
    ? ReturnType<typeof factSchema<V>>
    : never;
};

/** A report's facts: every key, nothing else. */
export const factsSchema = z.strictObject(eachFact((key) => factSchema(FACT_VALUES[key])) as unknown as FactSchemas);

/** Before anything was measured. Evaluates to a closed phone. */
export function noFacts(reason: UnknownReason = 'not-measured'): Facts {
  return eachFact(() => ({ status: 'unknown', reason, sources: [], ageMs: 0 }) as const);
}
