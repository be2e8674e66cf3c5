import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/**
 * `apt-config dump`: all of apt's settings as they are after every file was read (apt.conf(5)), or /etc/apt/apt.conf.d/20auto-upgrades alone.
 * The two periodic settings are days; 0 is never (/usr/lib/apt/apt.systemd.daily).
 */
export const aptAuto = defineSource({
  id: 'linux/apt-auto',
  platform: 'linux',
  family: 'automaticUpdates',
  fact: 'automaticUpdates',
  pace: 'settings',
  gather: { via: 'command', tool: linuxTool('apt-config'), args: ['dump'] },
  parse: (output) => {
    const settings = output.replace(/^\s*(\/\/|#).*$/gm, '');
    const last = (name: string): string | null =>
      [...settings.matchAll(new RegExp(`^\\s*APT::Periodic::${name}\\s+"([^"]*)"\\s*;`, 'gim'))].at(-1)?.[1] ?? null;
    const [upgrade, lists, enable] = [last('Unattended-Upgrade'), last('Update-Package-Lists'), last('Enable')];
    const isDump = /^APT "";?\s*$/m.test(settings) || /^Dir "/m.test(settings);
    if (upgrade === null && lists === null && !isDump) return unknownReading.automaticUpdates(refusalReason(output));
    if (enable === '0' || upgrade === null || isNever(upgrade)) return { automatic: false, reason: null };
    if (lists !== null) return { automatic: !isNever(lists), reason: null };
    return isDump ? { automatic: false, reason: null } : unknownReading.automaticUpdates('unreadable');
  },
});

/** `1`, `7`, `12h` and `always` are some time; nothing, `0` and `no` are never. */
function isNever(value: string): boolean {
  return !/^(always|[1-9]\d*[smhd]?)$/.test(value);
}
