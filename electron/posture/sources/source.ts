import type { FactKey } from '../../../core/facts/catalogue.ts';
import type { Platform } from '../../../core/ids.ts';
import type { Family, Readings } from './reading.ts';

/** How soon a thing may change; the scheduler's intervals are in schedule.ts. */
export type Pace = 'vpn' | 'programs' | 'firewall' | 'devices' | 'disk' | 'settings' | 'updates' | 'hourly';

/** What of an output a recording may keep, for outputs that tell more of a person than the reading does. `parse` must read both alike. */
export type KeepOnly = (output: string) => string;

/** How a source gets its text. The first path that exists is used; all of them are absolute. */
export type Gather =
  | {
      readonly via: 'command';
      readonly tool: readonly string[];
      readonly args: readonly string[];
      /** For versions of the tool that refuse `args`. */
      readonly olderArgs?: readonly string[];
      readonly timeoutMs?: number;
      /** Exit codes with which the tool answers; any other is a failure. Default: 0. */
      readonly okExit?: readonly number[];
      readonly keepOnly?: KeepOnly;
    }
  /** A script for the one long-lived PowerShell; write it with `powershellJson`. */
  | { readonly via: 'powershell'; readonly script: string; readonly timeoutMs?: number; readonly keepOnly?: KeepOnly }
  /** The programs that run, from the system's own list; of those only the ones that are looked for. */
  | { readonly via: 'programs' }
  | { readonly via: 'file'; readonly paths: readonly string[]; readonly take: 'first' | 'all' | 'some' }
  | { readonly via: 'age'; readonly paths: readonly string[] }
  | { readonly via: 'identity' }
  /** The name of the desktop that we run in. */
  | { readonly via: 'desktop' }
  /** Our own program, looked at from inside. */
  | { readonly via: 'own-app' };

export interface ParseContext {
  /** The day for end-of-life dates: YYYY-MM-DD. */
  readonly asOf: string;
  /** What the tool ended with, when it was run just now: an empty answer then has a meaning. Absent for pasted recordings. */
  readonly exitCode?: number;
}

/** One OS-specific way to learn something. `parse` is pure, total, and says null and why rather than guess. */
export interface Source<F extends Family = Family> {
  readonly id: string;
  readonly platform: Platform;
  readonly family: F;
  readonly fact: FactKey;
  readonly pace: Pace;
  /** null: never run by us (it needs rights that we don't ask for), but its recorded output can be read. */
  readonly gather: Gather | null;
  /**
   * Files, and folders by what is directly in them, that alone decide the answer: while none of them changes a slow program is not run
   * again. They are watched, too.
   */
  readonly settledBy?: readonly string[];
  /** What to make of a missing file or tool. Most often: not installed. */
  readonly whenMissing?: Readings[F];
  parse(output: string, context: ParseContext): Readings[F];
}

export type AnySource = { readonly [F in Family]: Source<F> }[Family];

export function defineSource<F extends Family>(source: Source<F>): Source<F> {
  return source;
}

/** Where distributions keep their programs; none of these is writable by a user. NixOS has only the last. */
export function linuxTool(name: string): readonly string[] {
  return ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/run/current-system/sw/bin'].map((folder) => `${folder}/${name}`);
}
