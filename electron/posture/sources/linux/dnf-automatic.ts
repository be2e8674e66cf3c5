import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** Whether dnf-automatic installs what it finds (dnf-automatic(8)); whether it runs at all is its timer's to say. */
export const dnfAutomatic = defineSource({
  id: 'linux/dnf-automatic',
  platform: 'linux',
  family: 'automaticUpdates',
  fact: 'automaticUpdates',
  pace: 'settings',
  gather: { via: 'file', paths: ['/etc/dnf/automatic.conf', '/etc/dnf/dnf5-plugins/automatic.conf'], take: 'first' },
  parse: (output) => {
    const value = [...output.matchAll(/^\s*apply_updates\s*=\s*(\w+)\s*$/gm)].at(-1)?.[1]?.toLowerCase();
    if (value !== undefined) return { automatic: /^(yes|true|1|on)$/.test(value), reason: null };
    // It ships with `no`, and no is what it does when nothing is said.
    return /^\s*\[commands\]\s*$/m.test(output)
      ? { automatic: false, reason: null }
      : unknownReading.automaticUpdates('unreadable');
  },
});
