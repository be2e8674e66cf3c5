import { iniBoolean, readIni } from '../format/ini.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { screenLockReading } from '../screen-lock.ts';
import { defineSource } from '../source.ts';

/** KDE writes down only what differs from its defaults (kscreenlocker, settings/kscreenlockersettings.kcfg): on, 5 minutes, 5 seconds' grace. */
const DEFAULTS = screenLockReading({ locks: true, lockOnWake: true, delaySeconds: 305 });

const KEYS = ['autolock', 'timeout', 'lock', 'lockgrace', 'requirepassword', 'lockonresume', 'lockonstart'];

/** Timeout counts minutes, LockGrace seconds. */
export const kscreenlocker = defineSource({
  id: 'linux/kscreenlocker',
  platform: 'linux',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: { via: 'file', paths: ['~/.config/kscreenlockerrc', '/etc/xdg/kscreenlockerrc'], take: 'first' },
  whenMissing: DEFAULTS,
  parse: (output, { exitCode }) => {
    const ini = readIni(output);
    const daemon = ini.get('daemon');
    // GDM's settings have a section of this name, too.
    const isKde = KEYS.some((key) => daemon?.has(key) === true);
    if (daemon === undefined || !isKde) {
      const isOwn = [...ini.keys()].some((name) => name === '$version' || name.startsWith('greeter'));
      // Read just now and empty is “all as it came”; an empty paste is nothing.
      const isDefault = exitCode !== undefined && (isOwn || output.trim() === '');
      return isDefault ? DEFAULTS : unknownReading.screenLock(refusalReason(output));
    }
    const onOff = (name: string): boolean | null => (daemon.has(name) ? iniBoolean(daemon.get(name)) : true);
    const count = (name: string, otherwise: number): number | null => {
      const text = daemon.get(name);
      return text === undefined ? otherwise : /^-?\d{1,6}$/.test(text) ? Number(text) : null;
    };
    const autolock = onOff('autolock');
    const password = onOff('requirepassword');
    const onResume = onOff('lockonresume');
    const timeout = count('timeout', 5);
    const grace = count('lockgrace', 5);
    const asksNobody = password === false || onOff('lock') === false || (grace !== null && grace < 0);
    if (password === null || autolock === null || timeout === null || grace === null)
      return unknownReading.screenLock('unreadable');
    return screenLockReading({
      locks: autolock && timeout > 0 && !asksNobody,
      lockOnWake: asksNobody ? false : onResume,
      delaySeconds: timeout * 60 + grace,
    });
  },
});
