import { createGnomeStore } from './gnome.ts';
import { createKdeStore } from './kde.ts';
import type { KeeperOptions } from './keeper.ts';
import { createMacStore } from './macos.ts';
import type { Run } from './settings-store.ts';
import { createWindowsStore } from './windows.ts';

export interface Surroundings {
  readonly platform: 'windows' | 'macos' | 'linux';
  /** XDG_CURRENT_DESKTOP, such as `ubuntu:GNOME`. */
  readonly desktop: string;
  readonly systemRoot: string;
  readonly run: Run;
}

/** The settings that this computer's browsers follow, with the way to set them by hand. */
export function chooseStores({
  platform,
  desktop,
  systemRoot,
  run,
}: Surroundings): Pick<KeeperOptions, 'stores' | 'guide'> {
  switch (platform) {
    case 'windows':
      return { stores: [createWindowsStore(run, { systemRoot })], guide: WINDOWS_GUIDE };
    case 'macos':
      return { stores: [createMacStore(run)], guide: MAC_GUIDE };
    case 'linux': {
      const [gnome, kde] = [createGnomeStore(run), createKdeStore(run)];
      // Firefox reads GNOME's settings on every desktop, KDE's own programs read only KDE's.
      const isKde = /(^|:)KDE(:|$)/i.test(desktop);
      return { stores: isKde ? [kde, gnome] : [gnome, kde], guide: isKde ? KDE_GUIDE : GNOME_GUIDE };
    }
  }
}

const WINDOWS_GUIDE = (pacUrl: string): readonly string[] => [
  'Open Settings, then Network & internet, then Proxy.',
  'Turn off “Automatically detect settings”.',
  'Next to “Use setup script”, choose Set up, turn it on and paste this address:',
  pacUrl,
  'Choose Save.',
];

const MAC_GUIDE = (pacUrl: string): readonly string[] => [
  'Open System Settings, then Network, and choose the connection that you use.',
  'Choose Details, then Proxies.',
  'Turn on “Automatic proxy configuration” and paste this address:',
  pacUrl,
  'Choose OK. macOS may ask for an administrator’s password.',
];

const GNOME_GUIDE = (pacUrl: string): readonly string[] => [
  'Open Settings, then Network, then Proxy.',
  'Choose Automatic and paste this address:',
  pacUrl,
];

const KDE_GUIDE = (pacUrl: string): readonly string[] => [
  'Open System Settings, then Network, then Proxy.',
  'Choose “Use proxy auto configuration URL” and paste this address:',
  pacUrl,
];
