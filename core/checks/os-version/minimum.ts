import type { FactValues } from '../../facts/catalogue.ts';
import { compareVersions } from '../version.ts';

/** The oldest versions that a company accepts; empty lists ask for nothing. */
export interface Minimum {
  readonly windows: readonly string[];
  readonly macos: readonly string[];
  readonly linux: readonly { readonly id: string; readonly version: string }[];
}

/** Whether a system is new enough; null when its version can't be compared with one that it is held to. */
export function meetsMinimum(os: FactValues['os'], minimum: Minimum): boolean | null {
  switch (os.platform) {
    case 'windows':
      return atLeastItsRelease(os.build, minimum.windows);
    case 'macos':
      return atLeastItsRelease(os.version, minimum.macos);
    case 'linux': {
      const own = minimum.linux.filter(({ id }) => id === os.id).map(({ version }) => version);
      return worst(own.map((version) => notOlder(os.version, version)));
    }
  }
}

/**
 * A release is the first number (14 of macOS 14.7.1, 22631 of Windows build 22631.4460): fixes for an older one don't make it as
 * new as a newer one, so each is held to its own line, and one without a line must be newer than every line.
 */
function atLeastItsRelease(version: string | null, lines: readonly string[]): boolean | null {
  if (lines.length === 0) return true;
  if (version === null) return null;
  const own = lines.filter((line) => releaseOf(line) === releaseOf(version));
  return worst((own.length > 0 ? own : lines).map((line) => notOlder(version, line)));
}

function releaseOf(version: string): string {
  return version.split('.')[0] ?? '';
}

function notOlder(version: string | null, than: string): boolean | null {
  const order = version === null ? null : compareVersions(version, than);
  return order === null ? null : order >= 0;
}

function worst(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}
