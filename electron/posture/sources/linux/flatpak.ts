import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { updatesReading } from '../updates.ts';

/** `flatpak remote-ls --updates` asks the network, so we never run it. Flatpak does not mark security updates. */
export const flatpak = defineSource({
  id: 'linux/flatpak',
  platform: 'linux',
  family: 'updates',
  fact: 'osUpdates',
  pace: 'updates',
  gather: null,
  parse: (output) => {
    if (/^error:/im.test(output)) return unknownReading.updates(refusalReason(output));
    const rows = output
      .split(/\r?\n/)
      .filter((line) => /(^|\s|\t)[A-Za-z_]\w*(\.[A-Za-z_][\w-]*){2,}(\s|\t|$|\/)/.test(line));
    if (rows.length > 0) return updatesReading({ pending: rows.length }, 'unsupported');
    return /^Nothing to do\.?\s*$/m.test(output)
      ? updatesReading({ pending: 0, securityPending: 0 })
      : unknownReading.updates(refusalReason(output));
  },
});
