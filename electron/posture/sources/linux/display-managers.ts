import { iniBoolean, iniValues, readIni } from '../format/ini.ts';
import { refusalReason } from '../format/refusal.ts';
import { isWhole } from '../format/whole.ts';
import { unknownReading, type AutoLoginReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { grepSettings } from './grep.ts';

const said = (autoLogin: boolean): AutoLoginReading => ({ autoLogin, reason: null });

/** https://help.gnome.org/admin/gdm/stable/configuration.html: `[daemon]`. Commented lines are as good as none. */
export const gdmAutologin = defineSource({
  id: 'linux/gdm-autologin',
  platform: 'linux',
  family: 'autoLogin',
  fact: 'autoLogin',
  pace: 'hourly',
  gather: {
    via: 'file',
    paths: ['/etc/gdm3/daemon.conf', '/etc/gdm3/custom.conf', '/etc/gdm/custom.conf'],
    take: 'first',
  },
  parse: (output, context) => {
    // GKeyFile minds the case; KDE has a [Daemon].
    const daemon = /^\s*\[daemon\]/m.test(output) ? readIni(output).get('daemon') : undefined;
    const states = ['automaticloginenable', 'timedloginenable'].map((key) =>
      daemon?.has(key) === true ? iniBoolean(daemon.get(key)) : false,
    );
    if (states.includes(true)) return said(true);
    if (daemon === undefined || states.includes(null)) return unknownReading.autoLogin(refusalReason(output));
    return isWhole(output, context) ? said(false) : unknownReading.autoLogin('unreadable');
  },
});

/** sddm.conf(5): `User=` with a name, in `[Autologin]`; other sections have a key of that name, too. */
export const sddm = defineSource({
  id: 'linux/sddm',
  platform: 'linux',
  family: 'autoLogin',
  fact: 'autoLogin',
  pace: 'hourly',
  gather: grepSettings('^[[:space:]]*(\\[|user[[:space:]]*=|session[[:space:]]*=)', [
    '/usr/lib/sddm/sddm.conf.d',
    '/etc/sddm.conf.d',
    '/etc/sddm.conf',
  ]),
  parse: (output, context) => {
    const ini = readIni(output);
    // grep follows the order on the disk, so which file is stronger is not known: one that says yes is enough.
    if (iniValues(output, /^autologin$/, 'user').some((user) => user !== '')) return said(true);
    // Many programs have a [General].
    const isSddm =
      ['autologin', 'theme', 'users', 'wayland', 'x11'].some((name) => ini.has(name)) ||
      (context.exitCode !== undefined && ini.has('general'));
    if (!isSddm) return unknownReading.autoLogin(notThere(output, context.exitCode));
    return isWhole(output, context) ? said(false) : unknownReading.autoLogin('unreadable');
  },
});

/** https://github.com/canonical/lightdm, data/lightdm.conf: `autologin-user=` with a name, in a `[Seat:…]`. */
export const lightdm = defineSource({
  id: 'linux/lightdm',
  platform: 'linux',
  family: 'autoLogin',
  fact: 'autoLogin',
  pace: 'hourly',
  gather: grepSettings('^[[:space:]]*(\\[|autologin-)', lightdmFolders()),
  parse: (output, context) => {
    const users = iniValues(output, SEAT, 'autologin-user');
    const guests = iniValues(output, SEAT, 'autologin-guest');
    if (users.some((user) => user !== '') || guests.some((on) => on !== '' && iniBoolean(on) !== false))
      return said(true);
    const seats = [...readIni(output).keys()].filter((name) => SEAT.test(name));
    if (seats.length === 0) return unknownReading.autoLogin(notThere(output, context.exitCode));
    return isWhole(output, context) ? said(false) : unknownReading.autoLogin('unreadable');
  },
});

/** `[Seat:*]` and its like; `[SeatDefaults]` in old files. */
export const SEAT = /^seat(defaults$|:)/;

/** Where lightdm's settings lie, the strongest last. */
export function lightdmFolders(): readonly string[] {
  return [
    '/usr/share/lightdm/lightdm.conf.d',
    '/etc/xdg/lightdm/lightdm.conf.d',
    '/etc/lightdm/lightdm.conf.d',
    '/etc/lightdm/lightdm.conf',
  ];
}

/** A console that signs somebody in by itself, and greetd's first session. Only ever a yes: without them somebody else may. */
export const consoleAutologin = defineSource({
  id: 'linux/console-autologin',
  platform: 'linux',
  family: 'autoLogin',
  fact: 'autoLogin',
  pace: 'hourly',
  gather: grepSettings('^[[:space:]]*(execstart=.*autologin|\\[initial_session\\])', [
    '/etc/systemd/system/getty@tty1.service.d',
    '/etc/systemd/system/getty@.service.d',
    '/etc/greetd/config.toml',
  ]),
  parse: (output, { exitCode }) =>
    /^\s*ExecStart=.*(--autologin|-a)[\s=]|^\s*\[initial_session\]\s*$/m.test(output)
      ? said(true)
      : unknownReading.autoLogin(notThere(output, exitCode)),
});

function notThere(output: string, exitCode: number | undefined) {
  return output.trim() === '' && exitCode !== undefined ? 'not-installed' : refusalReason(output);
}
