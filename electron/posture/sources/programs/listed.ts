import type { Platform } from '../../../../core/ids.ts';
import { baseName } from './command-line.ts';
import type { RunningProgram } from './match.ts';

export interface ListedProgram extends RunningProgram {
  readonly pid?: number | null;
  readonly user?: string | null;
  /** Windows' name of the session that it runs in; `RDP-Tcp#0` in every language. */
  readonly session?: string | null;
}

/** What a list of programs says. */
export interface Listed {
  readonly programs: readonly ListedProgram[];
  /** It ends in the middle of something. */
  readonly isCut: boolean;
}

/** Programs without which the system does not run: a list that has none of them is a part of one. Lower case, without `.exe`. */
const ALWAYS: { readonly [P in Platform]: ReadonlySet<string> } = {
  linux: new Set([
    'systemd',
    'init',
    'kthreadd',
    'systemd-journald',
    'systemd-journal',
    'systemd-udevd',
    'systemd-logind',
  ]),
  macos: new Set(['launchd', 'kernel_task', 'windowserver', 'loginwindow', 'opendirectoryd', 'configd', 'cfprefsd']),
  windows: new Set([
    'system',
    'system idle process',
    'idle',
    'registry',
    'smss',
    'csrss',
    'wininit',
    'services',
    'lsass',
    'svchost',
    'winlogon',
  ]),
};

/** No system that a person works on has fewer. */
const FEWEST = 3;

/** Whether the list can speak for the whole system, so that what is not in it does not run. */
export function isWhole({ programs, isCut }: Listed, platform: Platform): boolean {
  if (isCut || programs.length < FEWEST) return false;
  return programs.some(({ pid, user, names }) => {
    if (platform !== 'windows' && (pid === 1 || user === 'root' || (user === '0' && pid !== null))) return true;
    return names.some((name) =>
      ALWAYS[platform].has(
        baseName(name)
          .toLowerCase()
          .replace(/\.exe$/, ''),
      ),
    );
  });
}
