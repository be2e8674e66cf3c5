import type { Platform } from '../../../core/ids.ts';
import type { Bundle } from './bundle.ts';
import type { AgeResult, FileResult, PostureIo } from './posture-io.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Recorder {
  /** Use it in place of the system's; it answers as the system does, unredacted. */
  readonly io: PostureIo;
  /** What was asked so far, redacted. */
  bundle(): Bundle;
}

/** Wraps an io and keeps what goes through it. `redact` is applied to everything that is kept. */
export function recordIo(
  inner: PostureIo,
  about: { readonly platform: Platform; readonly recordedAt: string },
  redact: (text: string) => string,
): Recorder {
  const kept: Mutable<Pick<Bundle, 'commands' | 'files' | 'ages' | 'identity'>> = {
    commands: [],
    files: [],
    ages: [],
    identity: null,
  };
  return {
    io: {
      run: async (command, signal) => {
        const result = await inner.run(command, signal);
        const { durationMs: _, ...rest } = result;
        kept.commands.push({
          ...rest,
          argv: command.argv.map(redact),
          stdout: redact(result.stdout),
          stderr: redact(result.stderr),
        });
        return result;
      },
      readFile: async (path, maxBytes) => {
        const result = await inner.readFile(path, maxBytes);
        kept.files.push(keepFile(path, result, redact));
        return result;
      },
      newestAge: async (path) => {
        const result = await inner.newestAge(path);
        kept.ages.push(keepAge(path, result));
        return result;
      },
      identify: async (signal) => {
        kept.identity = await inner.identify(signal);
        return kept.identity;
      },
      watch: (argv, onLine, onEnd) => inner.watch(argv, onLine, onEnd),
    },
    bundle: () => ({ format: 'offhook-bundle/1', ...about, ...kept }),
  };
}

function keepFile(path: string, result: FileResult, redact: (text: string) => string): Bundle['files'][number] {
  return result.status === 'read'
    ? { path, status: 'read', text: redact(result.text) }
    : { path, status: result.status };
}

function keepAge(path: string, result: AgeResult): Bundle['ages'][number] {
  return result.status === 'read'
    ? { path, status: 'read', ageMs: result.ageMs, entries: result.entries }
    : { path, status: result.status };
}
