import { CHECKS, type CheckId } from '../../../core/checks/catalogue.ts';
import type { SettingsPage } from '../../../core/checks/check.ts';
import type { Platform } from '../../../core/ids.ts';

/** The page of the system's settings where a check is put right; null where the system has none. */
export function settingsPageFor(check: CheckId, platform: Platform): SettingsPage | null {
  const page = CHECKS[check].settingsPage;
  // A Linux disk is encrypted by the installer, and its firewalls share no settings page.
  if (platform === 'linux' && (page === 'disk-encryption' || page === 'firewall')) return null;
  return page;
}
