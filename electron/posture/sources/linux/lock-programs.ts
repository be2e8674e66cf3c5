import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { screenLockReading } from '../screen-lock.ts';
import { defineSource, linuxTool } from '../source.ts';
import { readSwayidle } from './swayidle.ts';

/** The kernel keeps 15 characters of a name. */
const PROGRAMS = [
  'swayidle',
  'hypridle',
  'xfce4-screensav',
  'light-locker',
  'xscreensaver',
  'mate-screensave',
  'cinnamon-screen',
];

/** Just these programs, by name: `ps -C` prints nothing of any other. swayidle keeps its settings in its arguments. */
export const lockPrograms = defineSource({
  id: 'linux/lock-programs',
  platform: 'linux',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: linuxTool('ps'),
    args: ['-C', PROGRAMS.join(','), '-o', 'comm=,args='],
    // 1: none of them is running.
    okExit: [0, 1],
  },
  parse: (output, { exitCode }) => {
    const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
    const named = lines.flatMap((line) => PROGRAMS.find((name) => line.trim().split(/\s/)[0] === name) ?? []);
    if (lines.length === 0 && exitCode === 1) return screenLockReading({ lockers: [] });
    if (named.length === 0) return unknownReading.screenLock(refusalReason(output));
    const swayidle = lines.filter((line) => line.trim().startsWith('swayidle'));
    const read = swayidle.length === 1 ? readSwayidle(swayidle[0] ?? '') : null;
    return { ...(read ?? screenLockReading({})), lockers: [...new Set(named)] };
  },
});
