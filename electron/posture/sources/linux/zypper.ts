import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { updatesReading } from '../updates.ts';

/** `zypper --xmlout list-patches` from the cache; the tables and `patch-check` are read too. */
export const zypper = defineSource({
  id: 'linux/zypper',
  platform: 'linux',
  family: 'updates',
  fact: 'osUpdates',
  pace: 'updates',
  gather: {
    via: 'command',
    tool: linuxTool('zypper'),
    args: ['--xmlout', '--non-interactive', '--no-refresh', 'list-patches'],
    okExit: [0, 100, 101],
    timeoutMs: 60_000,
  },
  parse: (output) => {
    if (/<message type="error"|^(Error|Fehler|Erreur|Warning: No repositories)/m.test(output))
      return unknownReading.updates(refusalReason(output));
    if (/<stream>/.test(output)) return readXml(output);
    const needed = /^(\d+) patch(?:es)? needed(?: \((\d+) security patch(?:es)?\))?/m.exec(output);
    if (needed !== null) return updatesReading({ pending: Number(needed[1]), securityPending: Number(needed[2] ?? 0) });
    const rows = output.split(/\r?\n/).map((line) => line.split('|').map((cell) => cell.trim()));
    const patches = rows.filter((row) => row.includes('needed'));
    if (patches.length > 0)
      return updatesReading({
        pending: patches.length,
        securityPending: patches.filter((row) => row.includes('security')).length,
      });
    const packages = rows.filter((row) => row[0] === 'v' && row.length >= 5);
    if (packages.length > 0) return updatesReading({ pending: packages.length }, 'unreadable');
    return /^No updates found\.\s*$/m.test(output)
      ? updatesReading({ pending: 0, securityPending: 0 })
      : unknownReading.updates(refusalReason(output));
  },
});

function readXml(output: string) {
  if (!/<\/stream>/.test(output) || !/<update-status/.test(output)) return unknownReading.updates('unreadable');
  const needed = [...output.matchAll(/<update\s([^>]*)>/g)]
    .map((match) => match[1] ?? '')
    .filter((attributes) => !/status="(applied|not-needed|unwanted)"/.test(attributes));
  return updatesReading({
    pending: needed.length,
    securityPending: needed.filter((attributes) => /category="security"/.test(attributes)).length,
  });
}
