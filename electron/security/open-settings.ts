import { SETTINGS_PAGES, type SettingsPage } from '../../core/checks/check.ts';
import type { Platform } from '../../core/ids.ts';
import type { LinuxPanels } from './linux-panels.ts';

interface Link {
  /** The first major version of the system that has this page; Windows counts by build, macOS by Darwin's major. */
  readonly from: number;
  readonly url: string;
}

const WINDOWS_10 = 10_240;
const MACOS_13 = 22;

/**
 * The only addresses that ever leave for the system to open. Windows: learn.microsoft.com, "Launch Windows Settings"
 * (ms-settings: URI scheme reference). macOS: the panes of System Settings, which came with macOS 13 (Darwin 22), by the identifiers of
 * their extensions in /System/Library/ExtensionKit/Extensions; each names itself in its Info.plist.
 */
const LINKS: { readonly [P in Exclude<Platform, 'linux'>]: { readonly [K in SettingsPage]: readonly Link[] } } = {
  windows: {
    'disk-encryption': [{ from: WINDOWS_10, url: 'ms-settings:deviceencryption' }],
    updates: [{ from: WINDOWS_10, url: 'ms-settings:windowsupdate' }],
    firewall: [{ from: 14_393, url: 'ms-settings:windowsdefender' }],
    vpn: [{ from: WINDOWS_10, url: 'ms-settings:network-vpn' }],
    antivirus: [{ from: 14_393, url: 'ms-settings:windowsdefender' }],
    'screen-lock': [{ from: WINDOWS_10, url: 'ms-settings:signinoptions' }],
    accounts: [{ from: WINDOWS_10, url: 'ms-settings:otherusers' }],
    security: [{ from: 14_393, url: 'ms-settings:windowsdefender' }],
    storage: [{ from: WINDOWS_10, url: 'ms-settings:storagesense' }],
    sharing: [{ from: 16_299, url: 'ms-settings:remotedesktop' }],
    'date-time': [{ from: WINDOWS_10, url: 'ms-settings:dateandtime' }],
    network: [{ from: WINDOWS_10, url: 'ms-settings:network-proxy' }],
    developer: [{ from: WINDOWS_10, url: 'ms-settings:developers' }],
    apps: [{ from: WINDOWS_10, url: 'ms-settings:appsfeatures' }],
  },
  macos: {
    'disk-encryption': [
      { from: MACOS_13, url: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?FileVault' },
      { from: 0, url: 'x-apple.systempreferences:com.apple.preference.security?FDE' },
    ],
    updates: [
      { from: MACOS_13, url: 'x-apple.systempreferences:com.apple.Software-Update-Settings.extension' },
      { from: 0, url: 'x-apple.systempreferences:com.apple.preferences.softwareupdate' },
    ],
    firewall: [
      { from: MACOS_13, url: 'x-apple.systempreferences:com.apple.Network-Settings.extension?Firewall' },
      { from: 0, url: 'x-apple.systempreferences:com.apple.preference.security?Firewall' },
    ],
    vpn: [
      { from: MACOS_13, url: 'x-apple.systempreferences:com.apple.NetworkExtensionSettingsUI.NESettingsUIExtension' },
      { from: 0, url: 'x-apple.systempreferences:com.apple.preference.network' },
    ],
    antivirus: [
      { from: MACOS_13, url: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?Security' },
    ],
    'screen-lock': [{ from: MACOS_13, url: 'x-apple.systempreferences:com.apple.Lock-Screen-Settings.extension' }],
    accounts: [{ from: MACOS_13, url: 'x-apple.systempreferences:com.apple.Users-Groups-Settings.extension' }],
    security: [
      { from: MACOS_13, url: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?Security' },
    ],
    storage: [{ from: MACOS_13, url: 'x-apple.systempreferences:com.apple.settings.Storage' }],
    sharing: [{ from: MACOS_13, url: 'x-apple.systempreferences:com.apple.Sharing-Settings.extension' }],
    'date-time': [{ from: MACOS_13, url: 'x-apple.systempreferences:com.apple.Date-Time-Settings.extension' }],
    network: [{ from: MACOS_13, url: 'x-apple.systempreferences:com.apple.Network-Settings.extension' }],
    developer: [
      {
        from: MACOS_13,
        url: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?Privacy_DevTools',
      },
    ],
    apps: [{ from: MACOS_13, url: 'x-apple.systempreferences:com.apple.LoginItems-Settings.extension' }],
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
  /** The desktop's own panels, which on Linux are programs. */
  readonly panels: LinuxPanels;
}

export interface OpenSettings {
  /** Those that this very system has. */
  readonly pages: readonly SettingsPage[];
  /** Whether a page was opened. Never throws: the steps on screen say how to get there by hand. */
  open(page: SettingsPage): Promise<boolean>;
}

export function createOpenSettings({ platform, release, openExternal, panels }: OpenSettingsDeps): OpenSettings {
  const has = (page: SettingsPage) =>
    platform === 'linux' ? panels.has(page) : settingsLink(page, platform, release) !== null;
  return {
    pages: SETTINGS_PAGES.filter(has),
    async open(page) {
      if (platform === 'linux') return panels.open(page);
      const url = settingsLink(page, platform, release);
      if (url === null) return false;
      try {
        await openExternal(url);
        return true;
      } catch {
        return false;
      }
    },
  };
}
