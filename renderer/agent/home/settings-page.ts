import { CHECKS, type CheckId } from '../../../core/checks/catalogue.ts';
import type { SettingsPage } from '../../../core/checks/check.ts';
import type { Platform } from '../../../core/ids.ts';

/** The page of the system's settings where a check is put right. Null on Linux, whose settings have no addresses to open. */
export function settingsPageFor(check: CheckId, platform: Platform): SettingsPage | null {
  return platform === 'linux' ? null : CHECKS[check].settingsPage;
}
