import type { CheckId } from '../checks/catalogue.ts';
import type { FactValues } from '../facts/catalogue.ts';
import type { UnknownReason } from '../facts/fact.ts';
import type { Platform } from '../ids.ts';
import { en, type EnglishKey } from './en.ts';

/** What a system says that it is, as far as its steps differ: `id` is os-release's on Linux. */
export type SystemName = Pick<FactValues['os'], 'id' | 'version' | 'build'>;

/** Systems whose menus differ enough for steps of their own: keyed `fix.CHECK.VARIANT.N`. */
export const FIX_VARIANTS = {
  linux: ['linux-debian', 'linux-fedora', 'linux-arch', 'linux-suse', 'linux-nixos'],
  macos: ['macos-13'],
  windows: ['windows-10'],
} as const satisfies Readonly<Record<Platform, readonly string[]>>;
export type FixVariant = (typeof FIX_VARIANTS)[Platform][number];

/** The ID of os-release(5), by the family that its ID_LIKE names. A name that is not here gets the plain steps. */
const LINUX_FAMILIES: Readonly<Record<(typeof FIX_VARIANTS)['linux'][number], readonly string[]>> = {
  'linux-debian': [
    'debian',
    'ubuntu',
    'linuxmint',
    'lmde',
    'pop',
    'zorin',
    'elementary',
    'neon',
    'tuxedo',
    'raspbian',
    'kali',
    'devuan',
    'deepin',
    'kubuntu',
    'xubuntu',
    'lubuntu',
    'mx',
  ],
  'linux-fedora': [
    'fedora',
    'rhel',
    'centos',
    'rocky',
    'almalinux',
    'ol',
    'nobara',
    'ultramarine',
    'bazzite',
    'silverblue',
  ],
  'linux-arch': ['arch', 'archarm', 'manjaro', 'endeavouros', 'garuda', 'cachyos', 'artix', 'steamos'],
  'linux-suse': ['opensuse', 'opensuse-leap', 'opensuse-tumbleweed', 'opensuse-slowroll', 'sles', 'sled', 'suse'],
  'linux-nixos': ['nixos'],
};

/** Windows 11 begins here (learn.microsoft.com/windows/release-health/windows11-release-information). */
const FIRST_WINDOWS_11 = 22_000;

/** Which of the variants a system is; null for the plain steps, which are for the newest version. */
export function fixVariant(platform: Platform, system: SystemName | null): FixVariant | null {
  if (system === null) return null;
  switch (platform) {
    case 'linux': {
      const id = system.id.toLowerCase();
      return FIX_VARIANTS.linux.find((variant) => LINUX_FAMILIES[variant].includes(id)) ?? null;
    }
    case 'macos':
      return leading(system.version) === 13 ? 'macos-13' : null;
    case 'windows': {
      const build = leading(system.build);
      return build !== null && build < FIRST_WINDOWS_11 ? 'windows-10' : null;
    }
  }
}

/** "19045.4046" begins with 19045; null when it begins with no number. */
function leading(text: string | null): number | null {
  const digits = /^\d+/.exec(text ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
}

/** The steps that fix a check on one system, in order: those of its own version where there are any. */
export function fixSteps(check: CheckId, platform: Platform, system: SystemName | null): readonly EnglishKey[] {
  const variant = fixVariant(platform, system);
  const own = variant === null ? [] : numbered(`fix.${check}.${variant}.`);
  return own.length > 0 ? own : numbered(`fix.${check}.${platform}.`);
}

/** What helps when something could not be told. */
export function unknownSteps(reason: UnknownReason): readonly EnglishKey[] {
  return numbered(`fix.unknown.${reason}.`);
}

function numbered(prefix: string): readonly EnglishKey[] {
  const step = (key: EnglishKey) => Number(key.slice(prefix.length));
  return (Object.keys(en) as EnglishKey[]).filter((key) => key.startsWith(prefix)).sort((a, b) => step(a) - step(b));
}
