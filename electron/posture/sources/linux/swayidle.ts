import { unknownReading, type ScreenLockReading } from '../reading.ts';
import { screenLockReading } from '../screen-lock.ts';
import { defineSource } from '../source.ts';

/** A command that locks: swaylock, hyprlock, waylock, gtklock, `loginctl lock-session`, a script with that in its name. */
const LOCKS = /\b(\w*lock(-session)?)\b(?!\s*=)/i;

/** swayidle(1): `timeout <seconds> <command>`, `before-sleep <command>`, `lock <command>`, as arguments or one a line in its file. */
export const swayidle = defineSource({
  id: 'linux/swayidle',
  platform: 'linux',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: { via: 'file', paths: ['~/.config/swayidle/config', '~/.swayidle/config'], take: 'first' },
  parse: (output) => readSwayidle(withoutComments(output)) ?? unknownReading.screenLock('unreadable'),
});

/** null when it says nothing that it would act on. */
export function readSwayidle(text: string): ScreenLockReading | null {
  const events = [
    ...text.matchAll(
      /\b(timeout\s+(\d{1,7})|before-sleep|lock|unlock|after-resume|idlehint\s+\d+)\s+('[^']*'|"[^"]*"|[^\s'"]+)/g,
    ),
  ];
  if (!events.some((event) => event[2] !== undefined || event[1] === 'before-sleep')) return null;
  const delays = events
    .filter((event) => event[2] !== undefined && LOCKS.test(event[3] ?? ''))
    .map((event) => Number(event[2]));
  const beforeSleep = events.some((event) => event[1] === 'before-sleep' && LOCKS.test(event[3] ?? ''));
  const delaySeconds = delays.length === 0 ? null : Math.min(...delays);
  return screenLockReading({ locks: delaySeconds !== null, lockOnWake: beforeSleep, delaySeconds });
}

function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$/gm, '');
}

/** hypridle's file (https://wiki.hypr.land/Hypr-Ecosystem/hypridle): `listener { timeout = 300 on-timeout = loginctl lock-session }`. */
export const hypridle = defineSource({
  id: 'linux/hypridle',
  platform: 'linux',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: { via: 'file', paths: ['~/.config/hypr/hypridle.conf'], take: 'first' },
  parse: (output) => {
    const text = withoutComments(output);
    const blocks = [...text.matchAll(/\blistener\s*\{([^}]*)\}/g)].map((block) => block[1] ?? '');
    const general = /\bgeneral\s*\{([^}]*)\}/.exec(text)?.[1];
    if (blocks.length === 0 && general === undefined) return unknownReading.screenLock('unreadable');
    const delays = blocks
      .filter((block) => LOCKS.test(/\bon-timeout\s*=\s*(.*)$/m.exec(block)?.[1] ?? ''))
      .flatMap((block) => /\btimeout\s*=\s*(\d{1,7})\s*$/m.exec(block)?.[1] ?? []);
    const delaySeconds = delays.length === 0 ? null : Math.min(...delays.map(Number));
    const beforeSleep = LOCKS.test(/\bbefore_sleep_cmd\s*=\s*(.*)$/m.exec(general ?? '')?.[1] ?? '');
    return screenLockReading({ locks: delaySeconds !== null, lockOnWake: beforeSleep, delaySeconds });
  },
});
