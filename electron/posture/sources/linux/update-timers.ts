import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/** Timers that install updates whatever else is set. */
const INSTALLING =
  /^(dnf-automatic-install|transactional-update|nixos-upgrade|rpm-ostreed-automatic|os-update)\.timer$/;
/** Those that do what their settings say. */
const ASKING = /^(dnf-automatic|dnf5-automatic)\.timer$/;

const WANTED = ['/etc/systemd/system/timers.target.wants', '/usr/lib/systemd/system/timers.target.wants'];

/**
 * The timers that are enabled, which is to say linked there (systemctl(1), “enable”): looking is much quicker than to ask systemctl, whose
 * `list-unit-files` is read, too. Names and states are not translated.
 */
export const updateTimers = defineSource({
  id: 'linux/update-timers',
  platform: 'linux',
  family: 'automaticUpdates',
  fact: 'automaticUpdates',
  pace: 'settings',
  // 2: one of the folders is not there.
  gather: { via: 'command', tool: linuxTool('ls'), args: ['-1', ...WANTED], okExit: [0, 2] },
  parse: (output, { exitCode }) => {
    const timers = output.split(/\r?\n/).flatMap((line) => {
      const [name = '', state] = line.trim().split(/\s+/);
      return /^[\w@.\\-]+\.timer$/.test(name) ? [{ name, on: state === undefined || state.startsWith('enabled') }] : [];
    });
    if (timers.length === 0 && exitCode === undefined) return unknownReading.automaticUpdates(refusalReason(output));
    if (timers.some(({ name, on }) => on && INSTALLING.test(name))) return { automatic: true, reason: null };
    // It runs; whether it installs is in its own settings.
    if (timers.some(({ name, on }) => on && ASKING.test(name))) return unknownReading.automaticUpdates('unsupported');
    return { automatic: false, reason: null };
  },
});
