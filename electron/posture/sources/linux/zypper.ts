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
    // `patch-check`: a line for each category, with how many.
    const counts = rows.flatMap((row) =>
      row.length === 3 && CATEGORIES.has(row[0] ?? '') && /^\d+$/.test(row[2] ?? '')
        ? [{ category: row[0], count: Number(row[2]) }]
        : [],
    );
    const sum = (list: typeof counts): number => list.reduce((total, { count }) => total + count, 0);
    if (counts.length > 0)
      return updatesReading({
        pending: sum(counts),
        securityPending: sum(counts.filter(({ category }) => category === 'security')),
      });
    // A list of patches is of those that are needed, unless their state says otherwise; categories are not translated, states are.
    const patches = rows.filter(
      (row) => row.some((cell) => CATEGORIES.has(cell)) && !row.some((cell) => SETTLED.test(cell)),
    );
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

const CATEGORIES: ReadonlySet<string> = new Set(['security', 'recommended', 'optional', 'feature', 'document', 'yast']);
const SETTLED =
  /^(not needed|applied|unwanted|undetermined|nicht erforderlich|angewendet|unerwünscht|non requis|appliqué|no necesario|aplicado)$/i;

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
