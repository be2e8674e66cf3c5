import { z } from 'zod';
import type { Platform } from '../../../../core/ids.ts';
import table from '../../data/watched-programs.json' with { type: 'json' };

const words = z.array(z.string().min(1).max(120)).min(1);
/** Names of executables: lower case, without `.exe`, never a part of a name. */
const names = z.array(
  z
    .string()
    .min(2)
    .max(64)
    .refine((name) => name === name.toLowerCase() && !name.endsWith('.exe'), 'must be lower case and without .exe'),
);

const watchedProgramSchema = z.strictObject({
  /** What people call it; the only thing that is ever reported. */
  name: z.string().min(1).max(64),
  kind: z.enum(['remoteControl', 'screenCapture']),
  /** `any` counts on every system, so that a program of another system in an emulator is seen, too. */
  processes: z.strictObject({
    any: names.optional(),
    windows: names.optional(),
    macos: names.optional(),
    linux: names.optional(),
  }),
  /** macOS bundle identifiers. */
  bundles: words.optional(),
  /** How the path of the executable begins, for programs that bring helpers of many names. */
  paths: words.optional(),
  /** Who signed it, or the company in its version resource: whoever renames a program rarely changes that. */
  signers: words.optional(),
  /** For tools that do many things: it counts only when one of its arguments begins like this. */
  onlyWithArguments: words.optional(),
});
export type WatchedProgram = z.infer<typeof watchedProgramSchema>;

export const watchListSchema = z.strictObject({
  /** The day on which somebody last compared the list with the makers' pages. */
  asOf: z.iso.date(),
  programs: z
    .array(watchedProgramSchema)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'each name once'),
});

export const WATCH_LIST = watchListSchema.parse(table);

/** The names of executables of each program on a system. Another system's count where they can't mean anything else: long ones. */
export function namesOn(platform: Platform, { processes }: WatchedProgram): readonly string[] {
  return [...(processes.any ?? []), ...(processes[platform] ?? [])];
}
