import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findKamailio } from '../server/telephony/kamailio/find-kamailio.ts';

/** Something from outside npm that the tests or `npm start` use, and where Debian has it. */
export interface Need {
  readonly name: string;
  readonly usedFor: string;
  readonly packages: readonly string[];
  isPresent(): boolean | Promise<boolean>;
}

const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Whether a program can be found; the system's own folders count even where PATH leaves them out (Debian's /usr/sbin). */
export function hasProgram(name: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...SYSTEM_FOLDERS];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, name)));
}

function hasLibrary(name: string): boolean {
  const folders = [
    '/usr/lib',
    '/usr/lib64',
    '/lib',
    '/lib64',
    '/usr/lib/x86_64-linux-gnu',
    '/usr/lib/aarch64-linux-gnu',
  ];
  return folders.some((folder) => existsSync(join(folder, name)));
}

export const PHONE_ENGINE: Need = {
  name: 'Kamailio',
  usedFor: 'calls',
  packages: ['kamailio', 'kamailio-websocket-modules', 'kamailio-tls-modules', 'kamailio-autheph-modules'],
  isPresent: async () => (await findKamailio({ platform: process.platform, searchPath: process.env['PATH'] })).found,
};

/** What the tests need besides a browser. */
export const TEST_NEEDS: readonly Need[] = [
  PHONE_ENGINE,
  {
    name: 'a Secret Service keyring in a private D-Bus session',
    usedFor: 'the keychain tests',
    packages: ['gnome-keyring', 'dbus', 'libsecret-1-0'],
    isPresent: () =>
      hasProgram('gnome-keyring-daemon') && hasProgram('dbus-run-session') && hasLibrary('libsecret-1.so.0'),
  },
  {
    name: 'iproute2, nftables and socat',
    usedFor: 'real tunnels and firewalls in network namespaces',
    packages: ['iproute2', 'nftables', 'socat'],
    isPresent: () => ['ip', 'nft', 'socat'].every((program) => hasProgram(program)),
  },
  {
    name: 'iptables, ufw and cryptsetup',
    usedFor: 'real firewalls and encrypted disks, in namespaces and on loop devices of the tests’ own',
    packages: ['iptables', 'ufw', 'cryptsetup-bin', 'e2fsprogs'],
    isPresent: () => ['iptables', 'ufw', 'cryptsetup', 'mkfs.ext4'].every((program) => hasProgram(program)),
  },
  {
    name: 'Firefox, curl, wget and git',
    usedFor: 'real programs behind the loopback proxy',
    packages: ['firefox-esr', 'curl', 'wget', 'git'],
    isPresent: () => ['firefox-esr', 'curl', 'wget', 'git'].every((program) => hasProgram(program)),
  },
  {
    name: 'the settings of GNOME and KDE',
    usedFor: 'real proxy settings in a private D-Bus session',
    packages: [
      'libglib2.0-bin',
      'gsettings-desktop-schemas',
      'dconf-gsettings-backend',
      'dbus',
      'dbus-bin',
      'libkf5config-bin',
    ],
    isPresent: () =>
      ['gsettings', 'kwriteconfig5', 'dbus-run-session'].every((program) => hasProgram(program)) &&
      existsSync('/usr/share/glib-2.0/schemas/org.gnome.system.proxy.gschema.xml'),
  },
  { name: 'lsblk', usedFor: 'disk encryption', packages: ['util-linux'], isPresent: () => hasProgram('lsblk') },
  { name: 'OpenSSL', usedFor: 'certificates in tests', packages: ['openssl'], isPresent: () => hasProgram('openssl') },
];

/**
 * Only where nobody lives: as soon as firewalld is installed, Debian starts it and it takes over the firewall. A test for which it is
 * missing says so.
 */
export const CI_NEEDS: readonly Need[] = [
  {
    name: 'firewalld',
    usedFor: 'a real firewalld in a namespace of the tests’ own',
    packages: ['firewalld', 'dbus'],
    isPresent: () => hasProgram('firewalld'),
  },
];

export const BROWSER_PACKAGES: readonly string[] = ['chromium'];
