import { existsSync } from 'node:fs';
import { shell } from 'electron';
import type { Platform } from '../../core/ids.ts';
import { startOnDesktop } from '../posture/io/exec.ts';
import { createLinuxPanels } from './linux-panels.ts';
import { createOpenSettings, type OpenSettings } from './open-settings.ts';

/** The only user of `shell.openExternal`: it can open the listed settings pages and nothing else. */
export function systemSettingsOpener(
  platform: Platform,
  release: string,
  env: Readonly<Record<string, string | undefined>>,
): OpenSettings {
  const panels = createLinuxPanels({
    desktop: env['XDG_CURRENT_DESKTOP'] ?? null,
    exists: existsSync,
    start: (argv) => startOnDesktop(argv, env),
  });
  return createOpenSettings({ platform, release, openExternal: (url) => shell.openExternal(url), panels });
}
