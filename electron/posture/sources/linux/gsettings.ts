import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type ScreenLockReading } from '../reading.ts';
import { screenLockReading } from '../screen-lock.ts';
import { defineSource, linuxTool, type Source } from '../source.ts';
import { readBareKeys, readLockKeys, type LockKeys } from './gsettings-keys.ts';

/** dconf(7): where the values lie, the user's and those that an administrator sets or fixes, and what the schemas give without them. */
const DCONF = ['~/.config/dconf/user', '/etc/dconf/db', '/etc/dconf/profile', '/usr/share/glib-2.0/schemas'];

/** One schema a source: reading them all would read much that is nobody's business. */
function gsettings(id: string, schema: string): Source<'screenLock'> {
  return defineSource({
    id,
    platform: 'linux',
    family: 'screenLock',
    fact: 'screenLock',
    pace: 'settings',
    // 1: there is no such schema, which means that there is no such desktop.
    settledBy: DCONF,
    gather: { via: 'command', tool: linuxTool('gsettings'), args: ['list-recursively', schema], okExit: [0, 1] },
    parse,
  });
}

export const gsettingsLock = gsettings('linux/gsettings', 'org.gnome.desktop.screensaver');
export const gsettingsIdle = gsettings('linux/gsettings-idle', 'org.gnome.desktop.session');
export const gsettingsLockdown = gsettings('linux/gsettings-lockdown', 'org.gnome.desktop.lockdown');
export const cinnamonLock = gsettings('linux/gsettings-cinnamon', 'org.cinnamon.desktop.screensaver');
export const cinnamonIdle = gsettings('linux/gsettings-cinnamon-idle', 'org.cinnamon.desktop.session');
export const mateLock = gsettings('linux/gsettings-mate', 'org.mate.screensaver');
export const mateIdle = gsettings('linux/gsettings-mate-idle', 'org.mate.session');

function parse(output: string): ScreenLockReading {
  const desktops = [...readLockKeys(output).values()];
  const bare = desktops.length === 0 ? readBareKeys(output) : null;
  const all = bare === null ? desktops : [bare];
  if (all.length === 0)
    return unknownReading.screenLock(/no such schema/i.test(output) ? 'not-installed' : refusalReason(output));
  const readings = all.map(judge);
  const [first] = readings;
  return first === undefined || readings.length > 1 ? worst(readings) : first;
}

/** With the idle delay the time counts from the last touch, without it from when the screen went dark. */
function judge(keys: LockKeys): ScreenLockReading {
  const forbidden = keys.lockForbidden === true;
  const never = keys.lockEnabled === false || keys.idleDelay === 0 || keys.idleActivation === false || forbidden;
  const lockOnWake = keys.lockEnabled === false || keys.lockOnSuspend === false || forbidden ? false : keys.lockEnabled;
  const locks = never ? false : keys.lockEnabled === true && keys.idleDelay !== null ? true : null;
  const delays = [keys.idleDelay, keys.lockDelay].filter((delay) => delay !== null);
  // Only a part of the wait is no wait: it would be longer.
  const isPart = keys.lockDelay === null && keys.lockEnabled !== null;
  const delaySeconds = delays.length === 0 || isPart ? null : delays.reduce((sum, delay) => sum + delay, 0);
  return screenLockReading({ locks, lockOnWake, delaySeconds });
}

/** Of two desktops' settings, the weaker of each. */
function worst(readings: readonly ScreenLockReading[]): ScreenLockReading {
  const weaker = (values: readonly (boolean | null)[]): boolean | null =>
    values.includes(false) ? false : values.includes(null) ? null : true;
  const delays = readings.map((reading) => reading.delaySeconds);
  return screenLockReading({
    locks: weaker(readings.map((reading) => reading.locks)),
    lockOnWake: weaker(readings.map((reading) => reading.lockOnWake)),
    delaySeconds: delays.includes(null) ? null : Math.max(...delays.map(Number)),
  });
}
