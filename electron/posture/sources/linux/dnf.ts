import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type UpdatesReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { updatesReading } from '../updates.ts';

const TOOLS = [...linuxTool('dnf5'), ...linuxTool('dnf'), ...linuxTool('yum')];

/** `dnf check-update` ends with 100 when updates wait (dnf(8)). Only from its cache: refreshing needs root. */
export const dnf = defineSource({
  id: 'linux/dnf',
  platform: 'linux',
  family: 'updates',
  fact: 'osUpdates',
  pace: 'updates',
  gather: { via: 'command', tool: TOOLS, args: ['-C', 'check-update'], okExit: [0, 100], timeoutMs: 60_000 },
  parse: (output, { exitCode }) => read(output, exitCode),
});

/**
 * How many of the waiting updates are security updates, by their advisories: `Important/Sec.` in dnf 4, columns in dnf 5.
 * All kinds are asked for, since only a list that has some shows that these repositories carry advisories at all: from one
 * that has none (third-party repositories, a cache without updateinfo) an empty answer proves nothing.
 */
export const dnfSecurity = defineSource({
  id: 'linux/dnf-security',
  platform: 'linux',
  family: 'updates',
  fact: 'osUpdates',
  pace: 'updates',
  gather: { via: 'command', tool: TOOLS, args: ['-C', 'updateinfo', 'list'], timeoutMs: 60_000 },
  parse: (output, { exitCode }) => {
    const reading = read(output, exitCode);
    return hasAdvisories(output)
      ? { ...reading, pending: null }
      : unknownReading.updates(reading.reason ?? 'unreadable');
  },
});

function read(output: string, exitCode: number | undefined): UpdatesReading {
  if (
    /^(error|fehler|erreur)\b|failed to (download|synchronize|load)|cache-only enabled but no cache|no cache for|cannot (download|prepare|open)|no enabled repositories|not registered/im.test(
      output,
    )
  )
    return unknownReading.updates(refusalReason(output));
  const checkedDaysAgo = metadataAge(output);
  const advisories = output.split(/\r?\n/).filter((line) => ADVISORY.test(line));
  if (advisories.length > 0) {
    const security = new Set(
      advisories.filter((line) => /\/Sec\.|\bsecurity\b/i.test(line)).map((line) => packageOf(line)),
    );
    return updatesReading({
      pending: new Set(advisories.map(packageOf)).size,
      securityPending: security.size,
      checkedDaysAgo,
    });
  }
  const others = OTHERS.exec(output);
  if (others !== null)
    return updatesReading({ pending: Number(others[1] ?? others[2]), securityPending: 0, checkedDaysAgo });
  const summary = /^Updates Information Summary/m.test(output);
  const notices = /^\s+(\d+) Security notice\(s\)/m.exec(output)?.[1];
  if (summary)
    return updatesReading(
      { securityPending: notices === undefined ? null : Number(notices), checkedDaysAgo },
      'unreadable',
    );
  const { packages, isAllRead } = packagesOf(output);
  if (packages > 0) return updatesReading({ pending: packages, checkedDaysAgo }, 'unreadable');
  // Nothing listed: clean only when dnf itself says that it looked, and says nothing else.
  const looked = checkedDaysAgo !== null || /^Repositories loaded\.\s*$/m.test(output);
  return (looked || exitCode === 0) && isAllRead
    ? updatesReading({ pending: 0, securityPending: 0, checkedDaysAgo })
    : unknownReading.updates(refusalReason(output));
}

/** Says in so many words that there are advisories, and that none of them is about security. */
const OTHERS =
  /^No security updates needed, but (\d+) updates? available|^No packages needed for security[;,] (\d+) packages? available/m;

function hasAdvisories(output: string): boolean {
  return OTHERS.test(output) || output.split(/\r?\n/).some((line) => ADVISORY.test(line));
}

const ADVISORY = /^(?:[iu!]\s+)?[A-Z][A-Za-z]*-[A-Z0-9-]*\d{4}[-:][A-Za-z0-9:-]+\s+\S+/;

function packageOf(line: string): string {
  return (
    line
      .trim()
      .split(/\s+/)
      .find((word) => /\.(x86_64|noarch|i686|aarch64|ppc64le|s390x)$/.test(word)) ?? line
  );
}

/** Rows of name.arch, version and repository, a long name on a line of its own; obsoletes come after the updates and are none. */
function packagesOf(output: string): { readonly packages: number; readonly isAllRead: boolean } {
  const [updates = ''] = output.split(/^Obsoleting [Pp]ackages/m);
  const lines = updates
    .replace(/^([\w+.-]+\.(?:x86_64|noarch|i[36]86|aarch64|ppc64le|s390x))[ \t]*\r?\n[ \t]+(?=\S)/gm, '$1 ')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const rows = lines.filter((line) =>
    /^[\w+.-]+\.(x86_64|noarch|i[36]86|aarch64|ppc64le|s390x)\s+\S*\d\S*\s+\S+\s*$/.test(line),
  );
  return { packages: rows.length, isAllRead: lines.every((line) => rows.includes(line) || CHATTER.test(line)) };
}

/** What dnf and yum say before their lists. */
const CHATTER =
  /^(Last metadata expiration check:|Updating and loading repositories|Repositories loaded|Updating Subscription Management|Loaded plugins|Loading mirror speeds|\s*\* \w+: |Waiting for process|No security updates needed|No packages needed)|^\S*[#$%>] ?(sudo )?(dnf|yum)/;

/** `Last metadata expiration check: 2 days, 1:02:03 ago on …`. */
function metadataAge(output: string): number | null {
  const match = /^Last metadata expiration check: (?:(\d+) days?, )?(\d+):(\d\d):\d\d ago/m.exec(output);
  if (match === null) return null;
  return Math.round((Number(match[1] ?? 0) + Number(match[2]) / 24) * 10) / 10;
}
