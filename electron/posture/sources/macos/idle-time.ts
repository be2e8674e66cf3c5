import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type ScreenLockReading } from '../reading.ts';
import { screenLockReading } from '../screen-lock.ts';
import { defineSource } from '../source.ts';

/** When the screen saver begins. Seconds; 0 is never. Absent means Apple's own default, which differs between versions: not known. */
export const screenSaver = defineSource({
  id: 'macos/screen-saver',
  platform: 'macos',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: ['/usr/bin/defaults'],
    args: ['-currentHost', 'read', 'com.apple.screensaver', 'idleTime'],
  },
  parse: (output) => {
    const text =
      /^\s*(\d{1,7})\s*$/.exec(output)?.[1] ??
      /^\s*"?idleTime"?\s*=\s*"?(\d{1,7})"?;/m.exec(output)?.[1] ??
      /<key>idleTime<\/key>\s*<integer>(\d{1,7})<\/integer>/.exec(output)?.[1];
    if (text === undefined)
      return unknownReading.screenLock(/does not exist/.test(output) ? 'not-installed' : refusalReason(output));
    return idle(Number(text));
  },
});

/** `pmset -g custom`: when the display sleeps, on mains and on battery. Minutes; 0 is never. Not translated, needs no rights. */
export const displaySleep = defineSource({
  id: 'macos/display-sleep',
  platform: 'macos',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: { via: 'command', tool: ['/usr/bin/pmset'], args: ['-g', 'custom'] },
  parse: (output) => {
    const minutes = [...output.matchAll(/^\s*displaysleep\s+(\d{1,5})\b/gm)].map((line) => Number(line[1]));
    // Battery and mains: with one of them missing the text was cut off.
    const sections = [...output.matchAll(/^(Battery|AC|UPS) Power:/gm)].length;
    if (minutes.length === 0 || minutes.length < sections) return unknownReading.screenLock(refusalReason(output));
    return idle(minutes.includes(0) ? 0 : Math.max(...minutes) * 60);
  },
});

/** It may begin to lock then; whether it does, another source says. */
function idle(seconds: number): ScreenLockReading {
  return seconds === 0 ? screenLockReading({ locks: false }) : screenLockReading({ delaySeconds: seconds });
}
