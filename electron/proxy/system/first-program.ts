import { AppError } from '../../../core/errors.ts';
import type { Run } from './settings-store.ts';

export type RunTool = (...args: readonly string[]) => Promise<string>;

/** Runs the first of these programs that is there. Rejects with UNAVAILABLE when none is or it fails. */
export function toolOf(run: Run, programs: readonly string[]): RunTool {
  return async (...args) => {
    for (const program of programs) {
      const { exitCode, stdout, missing } = await run([program, ...args]);
      if (missing) continue;
      if (exitCode === 0) return stdout;
      throw new AppError('UNAVAILABLE', `${program} ${args[0] ?? ''} did not work (exit code ${exitCode}).`);
    }
    throw new AppError('UNAVAILABLE', `None of these programs is on this computer: ${programs.join(', ')}.`);
  };
}

/** Where distributions keep what a user may run; NixOS has its own place. */
export function linuxPlaces(...names: readonly string[]): string[] {
  return names.flatMap((name) => [`/usr/bin/${name}`, `/bin/${name}`, `/run/current-system/sw/bin/${name}`]);
}
