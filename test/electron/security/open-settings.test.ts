import { describe, expect, it } from 'vitest';
import { createOpenSettings, settingsLink } from '../../../electron/security/open-settings.ts';

const PAGES = ['disk-encryption', 'updates', 'firewall', 'vpn'] as const;

describe('the links into the system’s settings', () => {
  it('exist for every page on Windows 10, 11 and macOS 13 on, and only in these two schemes', () => {
    for (const page of PAGES) {
      expect(settingsLink(page, 'windows', '10.0.19045')).toMatch(/^ms-settings:[a-z-]+$/);
      expect(settingsLink(page, 'windows', '10.0.26100')).toMatch(/^ms-settings:[a-z-]+$/);
      expect(settingsLink(page, 'macos', '25.1.0')).toMatch(
        /^x-apple\.systempreferences:com\.apple\.[A-Za-z.-]+(\?[A-Za-z]+)?$/,
      );
    }
  });

  it('follow the move of the panes in macOS 13', () => {
    expect(settingsLink('vpn', 'macos', '21.6.0')).toBe('x-apple.systempreferences:com.apple.preference.network');
    expect(settingsLink('vpn', 'macos', '22.0.0')).toContain('NetworkExtensionSettingsUI');
  });

  it('do not exist on Linux, on a Windows without them, or on a version that says nothing', () => {
    for (const page of PAGES) expect(settingsLink(page, 'linux', '6.12.0')).toBeNull();
    expect(settingsLink('updates', 'windows', '6.1.7601')).toBeNull();
    expect(settingsLink('updates', 'windows', 'unknown')).toBeNull();
  });

  it('are opened once each, and a system that refuses is no error', async () => {
    const opened: string[] = [];
    const open = createOpenSettings({
      platform: 'windows',
      release: '10.0.26100',
      openExternal: (url) => {
        opened.push(url);
        return url.endsWith('vpn') ? Promise.reject(new Error('no handler')) : Promise.resolve();
      },
    });
    expect(await open('updates')).toBe(true);
    expect(await open('vpn')).toBe(false);
    expect(opened).toEqual(['ms-settings:windowsupdate', 'ms-settings:network-vpn']);
  });
});
