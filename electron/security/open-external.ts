import { shell } from 'electron';
import type { Platform } from '../../core/ids.ts';
import type { SettingsPage } from '../../core/checks/check.ts';
import { createOpenSettings } from './open-settings.ts';

/** The only user of `shell.openExternal`: it can open the listed settings pages and nothing else. */
export function systemSettingsOpener(platform: Platform, release: string): (page: SettingsPage) => Promise<boolean> {
  return createOpenSettings({ platform, release, openExternal: (url) => shell.openExternal(url) });
}
