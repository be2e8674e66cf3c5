import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type UpdatesReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { updatesReading } from '../updates.ts';

/**
 * `apt-get -s upgrade` plans from the lists that are there (it never refreshes them: how old they are is another source's).
 * Without --with-new-pkgs a kernel that comes under a new name would be held back and not be seen.
 */
export const apt = defineSource({
  id: 'linux/apt',
  platform: 'linux',
  family: 'updates',
  fact: 'osUpdates',
  pace: 'updates',
  gather: {
    via: 'command',
    tool: linuxTool('apt-get'),
    args: [
      '-s',
      '-q',
      '-o',
      'Debug::NoLocking=1',
      '-o',
      'APT::Get::Show-User-Simulation-Note=0',
      '--with-new-pkgs',
      'upgrade',
    ],
    timeoutMs: 45_000,
  },
  settledBy: [
    '/var/lib/dpkg/status',
    '/var/lib/apt/extended_states',
    '/var/lib/apt/lists',
    '/etc/apt',
    '/etc/apt/apt.conf.d',
    '/etc/apt/preferences.d',
    '/etc/apt/sources.list.d',
  ],
  parse: (output) => {
    if (/^E: /m.test(output)) return unknownReading.updates(refusalReason(output));
    return (
      readSimulation(output) ??
      readList(output) ??
      readAptCheck(output) ??
      unknownReading.updates(refusalReason(output))
    );
  },
});

/** `Inst` is never translated; the sum at the end is, but it is the one line with exactly these four numbers. */
function readSimulation(output: string): UpdatesReading | null {
  const planned = output.split(/\r?\n/).filter((line) => /^Inst \S+ .*\)/.test(line));
  const upgrades = planned.filter((line) => /^Inst \S+ \[/.test(line));
  const sum =
    output
      .split(/\r?\n/)
      .map(readSum)
      .find((counts) => counts !== null) ?? null;
  if (sum === null) {
    if (planned.length === 0) return null;
    // Without the sum (`-qq`, or its head cut off) there are at least these; and just these where each was also configured.
    const security = upgrades.filter(isSecurity).length;
    const pending = isBalanced(output) ? upgrades.length : null;
    const isKnown = pending !== null && security > 0;
    return updatesReading({ pending, securityPending: security > 0 ? security : null }, isKnown ? null : 'unreadable');
  }
  const [announced, , , notUpgraded] = sum;
  // Held back for a conflict, or by somebody; those that are only phased in come by themselves.
  const kept = Math.max(0, notUpgraded - phased(output));
  const pending = Math.max(announced, upgrades.length) + kept;
  const security = upgrades.filter(isSecurity).length;
  // What is announced without its line, or kept back, is not said to be about security or not.
  const isOpen = kept > 0 || (upgrades.length === 0 && announced > 0);
  return isOpen && security === 0
    ? updatesReading({ pending }, 'unreadable')
    : updatesReading({ pending, securityPending: security });
}

/** Whether all that is installed is configured, too, and the text begins and ends with that. */
function isBalanced(output: string): boolean {
  const lines = output.trim().split(/\r?\n/);
  const names = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? (line.split(' ')[1] ?? []) : []));
  const [installed, configured] = [names('Inst'), new Set(names('Conf'))];
  return lines.every((line) => /^(Inst|Conf|Remv) /.test(line)) && installed.every((name) => configured.has(name));
}

/** How many names stand below “deferred due to phasing” (https://wiki.ubuntu.com/PhasedUpdates). */
function phased(output: string): number {
  const list = /^[^\n]*deferred due to phasing:\r?\n((?:[ \t]+\S[^\n]*\n)+)/m.exec(output)?.[1] ?? '';
  return list.trim() === '' ? 0 : list.trim().split(/\s+/).length;
}

/**
 * `2 upgraded, 0 newly installed, 0 to remove and 1 not upgraded.` in any language: one sentence with a comma, a full stop and these four
 * counts in this order, which every translation keeps.
 */
function readSum(line: string): readonly [number, number, number, number] | null {
  // apt 3: `Upgrading: 1, Installing: 0, Removing: 0, Not Upgrading: 0`.
  const pairs =
    /^\s*[^:：,，\d]+[:：] ?(\d+)[,，、] ?[^:：,，\d]+[:：] ?(\d+)[,，、] ?[^:：,，\d]+[:：] ?(\d+)[,，、] ?[^:：,，\d]+[:：] ?(\d+)\s*$/.exec(
      line,
    );
  if (pairs !== null) return [Number(pairs[1]), Number(pairs[2]), Number(pairs[3]), Number(pairs[4])];
  if (!/[,，、].*[.。]\s*$/.test(line) || /["'{}=<>/\\]/.test(line)) return null;
  const numbers = line.match(/[\d.:~+-]*\d[\d.:~+-]*/g) ?? [];
  const [a, b, c, d] = numbers.map((text) => (/^\d{1,5}$/.test(text) ? Number(text) : Number.NaN));
  if (numbers.length !== 4 || a === undefined || b === undefined || c === undefined || d === undefined) return null;
  return Number.isNaN(a + b + c + d) ? null : [a, b, c, d];
}

/** (3.0.11-1~deb12u2 Debian-Security:12/stable-security [amd64]), (… Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security [amd64]) */
function isSecurity(line: string): boolean {
  return /-security\b|Debian-Security:/.test(/\((.*)\)/.exec(line)?.[1] ?? '');
}

/** `apt list --upgradable`: an empty one looks the same whether nothing waits or nothing was ever fetched. */
function readList(output: string): UpdatesReading | null {
  const lines = output.split(/\r?\n/).filter((line) => /^[a-z0-9][a-z0-9+.:-]*\/\S+ \S+ \S+ \[.+\]\s*$/.test(line));
  if (lines.length === 0) return null;
  return updatesReading({
    pending: lines.length,
    securityPending: lines.filter((line) => /^[^/]+\/\S*-security\b/.test(line)).length,
  });
}

/** /usr/lib/update-notifier/apt-check: all;security, or with --human-readable the same in sentences. */
function readAptCheck(output: string): UpdatesReading | null {
  const match = /^\s*(\d+);(\d+)\s*$/.exec(output);
  if (match !== null) return updatesReading({ pending: Number(match[1]), securityPending: Number(match[2]) });
  const all = /^(\d+) updates? can be (?:applied|installed) immediately\.$/m.exec(output)?.[1];
  const security = /^(\d+) of these updates (?:is|are) (?:a )?(?:standard )?security updates?\.$/m.exec(output)?.[1];
  if (all === undefined) return null;
  // It leaves the second sentence out when there is none; so does a text that was cut off.
  if (security === undefined && Number(all) > 0) return updatesReading({ pending: Number(all) }, 'unreadable');
  return updatesReading({ pending: Number(all), securityPending: Number(security ?? 0) });
}
