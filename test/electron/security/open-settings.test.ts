import { describe, expect, it } from 'vitest';
import { SETTINGS_PAGES, type SettingsPage } from '../../../core/checks/check.ts';
import { createLinuxPanels } from '../../../electron/security/linux-panels.ts';
import { createOpenSettings, settingsLink } from '../../../electron/security/open-settings.ts';

const OLD_PAGES = ['disk-encryption', 'updates', 'firewall', 'vpn'] as const;
const noPanels = { has: () => false, open: () => Promise.resolve(false) };

describe('the links into the system’s settings', () => {
  it.each(SETTINGS_PAGES)(
    'exist for %s on Windows 10, 11 and macOS 13, 14, 15 and 26, and only in these two schemes',
    (page) => {
      for (const release of ['10.0.19045', '10.0.22631', '10.0.26100'])
        expect(settingsLink(page, 'windows', release)).toMatch(/^ms-settings:[a-z-]+$/);
      for (const release of ['22.6.0', '23.6.0', '24.5.0', '25.1.0'])
        expect(settingsLink(page, 'macos', release)).toMatch(
          /^x-apple\.systempreferences:com\.apple\.[A-Za-z.-]+(\?[A-Za-z_]+)?$/,
        );
    },
  );

  it('follow the move of the panes in macOS 13', () => {
    expect(settingsLink('vpn', 'macos', '21.6.0')).toBe('x-apple.systempreferences:com.apple.preference.network');
    expect(settingsLink('vpn', 'macos', '22.0.0')).toContain('NetworkExtensionSettingsUI');
    expect(settingsLink('screen-lock', 'macos', '21.6.0')).toBeNull();
  });

  it('do not exist on Linux, on a Windows without them, or on a version that says nothing', () => {
    for (const page of OLD_PAGES) expect(settingsLink(page, 'linux', '6.12.0')).toBeNull();
    expect(settingsLink('updates', 'windows', '6.1.7601')).toBeNull();
    expect(settingsLink('updates', 'windows', 'unknown')).toBeNull();
    expect(settingsLink('sharing', 'windows', '10.0.15063')).toBeNull();
  });

  it('are opened once each, and a system that refuses is no error', async () => {
    const opened: string[] = [];
    const settings = createOpenSettings({
      platform: 'windows',
      release: '10.0.26100',
      openExternal: (url) => {
        opened.push(url);
        return url.endsWith('vpn') ? Promise.reject(new Error('no handler')) : Promise.resolve();
      },
      panels: noPanels,
    });
    expect(settings.pages).toEqual(SETTINGS_PAGES);
    expect(await settings.open('updates')).toBe(true);
    expect(await settings.open('vpn')).toBe(false);
    expect(opened).toEqual(['ms-settings:windowsupdate', 'ms-settings:network-vpn']);
  });
});

function desk(desktop: string | null, installed: (path: string) => boolean = () => true) {
  const started: string[][] = [];
  const panels = createLinuxPanels({
    desktop,
    exists: installed,
    start: (argv) => {
      started.push([...argv]);
      return Promise.resolve(true);
    },
  });
  return { panels, started };
}

describe('the panels of a Linux desktop', () => {
  it('are GNOME’s on GNOME and its kin, KDE’s on KDE, and nobody’s elsewhere', async () => {
    const gnome = desk('ubuntu:GNOME');
    expect(await gnome.panels.open('network')).toBe(true);
    const kde = desk('KDE', (path) => path === '/usr/bin/systemsettings5');
    expect(await kde.panels.open('accounts')).toBe(true);
    expect([...gnome.started, ...kde.started]).toEqual([
      ['/usr/bin/gnome-control-center', 'network'],
      ['/usr/bin/systemsettings5', 'kcm_users'],
    ]);
    for (const other of [null, '', 'XFCE', 'sway', 'GNOMEISH']) {
      const { panels, started } = desk(other);
      for (const page of SETTINGS_PAGES) expect([panels.has(page), await panels.open(page)]).toEqual([false, false]);
      expect(started).toEqual([]);
    }
  });

  it('are offered only where their program is installed', () => {
    const bare = desk('GNOME', (path) => path === '/usr/bin/gnome-control-center').panels;
    expect(bare.has('network')).toBe(true);
    expect(bare.has('firewall')).toBe(false);
    const settings = createOpenSettings({
      platform: 'linux',
      release: '6.12.0',
      openExternal: () => Promise.reject(new Error('never on Linux')),
      panels: bare,
    });
    expect(settings.pages).toContain('screen-lock');
    expect(settings.pages).not.toContain('firewall');
  });

  it('start nothing but a program at an absolute path of the system, with words that can’t be an option of anybody’s choice', async () => {
    for (const name of ['GNOME', 'KDE'])
      for (const isNix of [false, true]) {
        const { panels, started } = desk(name, (path) => path.startsWith('/run/') === isNix);
        for (const page of SETTINGS_PAGES) await panels.open(page);
        for (const [program, ...words] of started) {
          expect(program).toMatch(/^\/(usr|run\/current-system\/sw)\/bin\/[a-z0-9-]+$/);
          for (const word of words) expect(word).toMatch(/^(--mode(=updates)?|update|kcm_[a-z]+|[a-z]+)$/);
        }
        expect(started.length).toBeGreaterThan(isNix ? 3 : 7);
      }
  });

  it.each(['__proto__', 'constructor', 'network; id', '../../bin/sh', '--help', ''])(
    'can’t be talked into anything else: %s',
    async (page) => {
      for (const name of ['GNOME', 'KDE']) {
        const { panels, started } = desk(name);
        expect(await panels.open(page as SettingsPage)).toBe(false);
        expect(started).toEqual([]);
      }
    },
  );
});
