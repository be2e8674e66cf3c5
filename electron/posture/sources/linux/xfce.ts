import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { screenLockReading } from '../screen-lock.ts';
import { defineSource } from '../source.ts';

/**
 * xfce4-screensaver's settings: only what differs from its defaults (xfce4-screensaver, src/gs-prefs.c) is written down. Both delays count minutes.
 * Whether the program runs, linux/lock-programs says.
 */
export const xfce = defineSource({
  id: 'linux/xfce',
  platform: 'linux',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: {
    via: 'file',
    paths: ['~/.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-screensaver.xml'],
    take: 'first',
  },
  parse: (output) => {
    if (!/<channel[^>]*\bname="xfce4-screensaver"/.test(output) || !/<\/channel>\s*$/.test(output))
      return unknownReading.screenLock(refusalReason(output));
    const values = readProperties(output);
    const onOff = (path: string): boolean => values.get(path) !== 'false';
    const minutes = (path: string, otherwise: number): number | null => {
      const text = values.get(path);
      return text === undefined ? otherwise : /^\d{1,6}$/.test(text) ? Number(text) : null;
    };
    const idle = minutes('saver/idle-activation/delay', 5);
    const more = minutes('lock/saver-activation/delay', 0);
    if (idle === null || more === null) return unknownReading.screenLock('unreadable');
    const isOn = onOff('lock/enabled');
    return screenLockReading({
      locks:
        isOn &&
        idle > 0 &&
        onOff('saver/enabled') &&
        onOff('saver/idle-activation/enabled') &&
        onOff('lock/saver-activation/enabled'),
      lockOnWake: isOn && onOff('lock/sleep-activation'),
      delaySeconds: (idle + more) * 60,
    });
  },
});

/** Values by their path, from nested `<property name= type= value=>`. */
function readProperties(xml: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const path: string[] = [];
  for (const [tag] of xml.matchAll(/<\/?property\b[^>]*>/g)) {
    if (tag.startsWith('</')) {
      path.pop();
      continue;
    }
    const name = /\bname="([^"]*)"/.exec(tag)?.[1] ?? '';
    const value = /\bvalue="([^"]*)"/.exec(tag)?.[1];
    if (value !== undefined) values.set([...path, name].join('/'), value);
    if (!tag.endsWith('/>')) path.push(name);
  }
  return values;
}
