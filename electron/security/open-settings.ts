import type { Platform } from '../../core/ids.ts';
import type { SettingsPage } from '../../core/checks/check.ts';

interface Link {
  /** The first major version of the system that has this page; Windows counts by build, macOS by Darwin's major. */
  readonly from: number;
  readonly url: string;
}

/**
 * The only addresses that ever leave for the system to open. Windows: learn.microsoft.com, "Launch Windows Settings"
 * (ms-settings: URI scheme reference). macOS: the panes of System Settings, which came with macOS 13 (Darwin 22).
 * Linux has no such addresses; its panels are programs, and we start none.
 */
const LINKS: { readonly [P in Exclude<Platform, 'linux'>]: { readonly [K in SettingsPage]: readonly Link[] } } = {
  windows: {
    'disk-encryption': [{ from: 10_240, url: 'ms-settings:deviceencryption' }],
    updates: [{ from: 10_240, url: 'ms-settings:windowsupdate' }],
    firewall: [{ from: 14_393, url: 'ms-settings:windowsdefender' }],
    vpn: [{ from: 10_240, url: 'ms-settings:network-vpn' }],
  },
  macos: {
    'disk-encryption': [
      { from: 22, url: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?FileVault' },
      { from: 0, url: 'x-apple.systempreferences:com.apple.preference.security?FDE' },
    ],
    updates: [
      { from: 22, url: 'x-apple.systempreferences:com.apple.Software-Update-Settings.extension' },
      { from: 0, url: 'x-apple.systempreferences:com.apple.preferences.softwareupdate' },
    ],
    firewall: [
      { from: 22, url: 'x-apple.systempreferences:com.apple.Network-Settings.extension?Firewall' },
      { from: 0, url: 'x-apple.systempreferences:com.apple.preference.security?Firewall' },
    ],
    vpn: [
      { from: 22, url: 'x-apple.systempreferences:com.apple.NetworkExtensionSettingsUI.NESettingsUIExtension' },
      { from: 0, url: 'x-apple.systempreferences:com.apple.preference.network' },
    ],
  },
};

/** The address of a settings page on this system, or null when it has none. `release` is `os.release()`. */
export function settingsLink(page: SettingsPage, platform: Platform, release: string): string | null {
  if (platform === 'linux') return null;
  const parts = release.split('.').map(Number);
  // Windows reports 10.0.<build>, macOS Darwin's own version.
  const version = (platform === 'windows' ? parts[2] : parts[0]) ?? Number.NaN;
  return LINKS[platform][page].find((link) => version >= link.from)?.url ?? null;
}

export interface OpenSettingsDeps {
  readonly platform: Platform;
  readonly release: string;
  readonly openExternal: (url: string) => Promise<void>;
}

/** Whether a page was opened. Never throws: the steps on screen say how to get there by hand. */
export function createOpenSettings(deps: OpenSettingsDeps): (page: SettingsPage) => Promise<boolean> {
  return async (page) => {
    const url = settingsLink(page, deps.platform, deps.release);
    if (url === null) return false;
    try {
      await deps.openExternal(url);
      return true;
    } catch {
      return false;
    }
  };
}
