import { text as antivirus } from '../checks/antivirus/text.ts';
import { text as appIntegrity } from '../checks/app-integrity/text.ts';
import { text as autoLogin } from '../checks/auto-login/text.ts';
import { text as browsers } from '../checks/browsers/text.ts';
import { text as clockSync } from '../checks/clock-sync/text.ts';
import { text as developerMode } from '../checks/developer-mode/text.ts';
import { text as diskEncryption } from '../checks/disk-encryption/text.ts';
import { text as diskSpace } from '../checks/disk-space/text.ts';
import { text as firewall } from '../checks/firewall/text.ts';
import { text as guestAccount } from '../checks/guest-account/text.ts';
import { text as localAdmin } from '../checks/local-admin/text.ts';
import { text as networkTampering } from '../checks/network-tampering/text.ts';
import { text as osUpdates } from '../checks/os-updates/text.ts';
import { text as osVersion } from '../checks/os-version/text.ts';
import { text as remoteAccess } from '../checks/remote-access/text.ts';
import { text as remoteControl } from '../checks/remote-control/text.ts';
import { text as removableStorage } from '../checks/removable-storage/text.ts';
import { text as rootCertificates } from '../checks/root-certificates/text.ts';
import { text as screenCapture } from '../checks/screen-capture/text.ts';
import { text as screenLock } from '../checks/screen-lock/text.ts';
import { text as securityChip } from '../checks/security-chip/text.ts';
import { text as systemIntegrity } from '../checks/system-integrity/text.ts';
import { text as virtualMachine } from '../checks/virtual-machine/text.ts';
import { text as vpn } from '../checks/vpn/text.ts';
import { text as unknown } from './unknown-text.ts';

/**
 * Everything that core has to say to people, in ICU MessageFormat (https://unicode-org.github.io/icu/userguide/format_parse/messages/),
 * ready to translate. Steps are numbered by their last part. Screens have a catalogue of their own in renderer/i18n.
 */
export const en = {
  ...diskEncryption,
  ...osVersion,
  ...osUpdates,
  ...firewall,
  ...vpn,
  ...antivirus,
  ...screenLock,
  ...autoLogin,
  ...localAdmin,
  ...guestAccount,
  ...systemIntegrity,
  ...securityChip,
  ...remoteControl,
  ...screenCapture,
  ...remoteAccess,
  ...virtualMachine,
  ...removableStorage,
  ...clockSync,
  ...networkTampering,
  ...rootCertificates,
  ...developerMode,
  ...browsers,
  ...diskSpace,
  ...appIntegrity,
  ...unknown,

  'evidence.unsupported': 'This system has no way for us to tell.',
  'evidence.unknown.not-measured': 'We haven’t looked yet.',
  'evidence.unknown.needs-rights': 'Reading this needs administrator rights, which Offhook never asks for.',
  'evidence.unknown.not-installed': 'The tool that we would ask is not on this laptop.',
  'evidence.unknown.timed-out': 'The system took too long to answer.',
  'evidence.unknown.unreadable': 'The system answered in a way that we couldn’t read.',
  'evidence.unknown.contradictory': 'Two places on this laptop disagree, so we can’t tell.',
  'evidence.unknown.stale': 'What we last saw is too old to count.',
} as const;

export type EnglishKey = keyof typeof en;
