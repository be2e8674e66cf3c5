import type { SettingsPage } from '../../core/checks/check.ts';

/** The desktop's settings, opened by starting its own program with one fixed word; nothing of either comes from outside. */
export interface LinuxPanels {
  has(page: SettingsPage): boolean;
  /** Whether its program was started. Never throws. */
  open(page: SettingsPage): Promise<boolean>;
}

type Argv = readonly [string, ...string[]];

const GNOME = ['/usr/bin/gnome-control-center', '/run/current-system/sw/bin/gnome-control-center'] as const;
/** Plasma 6 and 5. */
const KDE = [
  '/usr/bin/systemsettings',
  '/usr/bin/systemsettings5',
  '/run/current-system/sw/bin/systemsettings',
] as const;

/**
 * Every program that may be started, whole; of each page the first that is there. GNOME's panels are listed by `gnome-control-center --list`
 * (40 to 48; an unknown one opens the overview), KDE's by `systemsettings --list`.
 */
const PANELS: { readonly [D in 'gnome' | 'kde']: { readonly [K in SettingsPage]?: readonly Argv[] } } = {
  gnome: {
    'disk-encryption': [['/usr/bin/gnome-disks'], ['/run/current-system/sw/bin/gnome-disks']],
    updates: [
      ['/usr/bin/gnome-software', '--mode=updates'],
      ['/usr/bin/update-manager'],
      ['/run/current-system/sw/bin/gnome-software', '--mode=updates'],
    ],
    firewall: [['/usr/bin/firewall-config'], ['/usr/bin/gufw']],
    vpn: panel(GNOME, 'network'),
    'screen-lock': panel(GNOME, 'privacy'),
    accounts: panel(GNOME, 'system'),
    storage: [['/usr/bin/baobab'], ['/run/current-system/sw/bin/baobab']],
    sharing: panel(GNOME, 'sharing'),
    'date-time': panel(GNOME, 'datetime'),
    network: panel(GNOME, 'network'),
    apps: panel(GNOME, 'applications'),
  },
  kde: {
    'disk-encryption': [['/usr/bin/partitionmanager']],
    updates: [['/usr/bin/plasma-discover', '--mode', 'update'], ...panel(KDE, 'kcm_updates')],
    firewall: panel(KDE, 'kcm_firewall'),
    vpn: panel(KDE, 'kcm_networkmanagement'),
    'screen-lock': panel(KDE, 'kcm_screenlocker'),
    accounts: panel(KDE, 'kcm_users'),
    storage: [['/usr/bin/filelight']],
    'date-time': panel(KDE, 'kcm_clock'),
    network: panel(KDE, 'kcm_networkmanagement'),
  },
};

function panel(programs: readonly string[], name: string): readonly Argv[] {
  return programs.map((program): Argv => [program, name]);
}

export interface LinuxPanelsDeps {
  /** XDG_CURRENT_DESKTOP: names with colons between, the most particular first (Desktop Entry Specification). */
  readonly desktop: string | null;
  readonly exists: (path: string) => boolean;
  /** Starts a program that outlives us; false when it can't. */
  readonly start: (argv: Argv) => Promise<boolean>;
}

export function createLinuxPanels({ desktop, exists, start }: LinuxPanelsDeps): LinuxPanels {
  const kind = desktopKind(desktop);
  const argvOf = (page: SettingsPage): Argv | null => {
    if (kind === null || !Object.hasOwn(PANELS[kind], page)) return null;
    return PANELS[kind][page]?.find(([program]) => exists(program)) ?? null;
  };
  return {
    has: (page) => argvOf(page) !== null,
    async open(page) {
      const argv = argvOf(page);
      return argv !== null && start(argv);
    },
  };
}

function desktopKind(desktop: string | null): 'gnome' | 'kde' | null {
  const names = (desktop ?? '').toUpperCase().split(':');
  if (names.includes('KDE')) return 'kde';
  return names.includes('GNOME') ? 'gnome' : null;
}
