import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { screenLockReading } from '../screen-lock.ts';
import { defineSource } from '../source.ts';

/**
 * `sysadminctl -screenLock status`, which needs no rights, is not translated, and writes to stderr behind a date and its own name. The delay
 * is from the start of the screen saver or of sleep. What `defaults` says of `askForPassword` is not heard since macOS 10.13.
 */
export const screenLock = defineSource({
  id: 'macos/screen-lock',
  platform: 'macos',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: { via: 'command', tool: ['/usr/sbin/sysadminctl'], args: ['-screenLock', 'status'] },
  parse: (output) => {
    const said = [...output.matchAll(/\bscreen ?lock(?: delay)? is (\S.*?)\s*$/gim)].map((line) => line[1] ?? '');
    const [first] = said;
    if (first === undefined) return unknownReading.screenLock(refusalReason(output));
    if (said.some((other) => other !== first)) return unknownReading.screenLock('contradictory');
    if (/^(off|disabled|never)\.?$/i.test(first)) return screenLockReading({ lockOnWake: false });
    if (/^(immediate|immediately)\.?$/i.test(first)) return screenLockReading({ lockOnWake: true, delaySeconds: 0 });
    const seconds = /^(-?\d+(?:\.\d+)?) ?seconds?\.?$/i.exec(first)?.[1];
    if (seconds === undefined) return unknownReading.screenLock('unreadable');
    // Off is minus one second, too.
    if (Number(seconds) < 0) return screenLockReading({ lockOnWake: false });
    return screenLockReading({ lockOnWake: true, delaySeconds: Math.round(Number(seconds)) });
  },
});
