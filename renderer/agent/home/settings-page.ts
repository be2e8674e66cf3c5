import { CHECKS, type CheckId } from '../../../core/checks/catalogue.ts';
import type { SettingsPage } from '../../../core/checks/check.ts';

/** The page of the system's settings where a check is put right; null when this very system has none. */
export function settingsPageFor(check: CheckId, pages: readonly SettingsPage[]): SettingsPage | null {
  const page = CHECKS[check].settingsPage;
  return page !== null && pages.includes(page) ? page : null;
}
