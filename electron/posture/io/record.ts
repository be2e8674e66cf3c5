import type { Platform } from '../../../core/ids.ts';
import type { Bundle } from './bundle.ts';
import { powershellArgv } from './powershell-argv.ts';
import type { AgeResult, CommandResult, FileResult, Identity, PostureIo } from './posture-io.ts';

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
  const kept: Mutable<Pick<Bundle, 'commands' | 'files' | 'ages' | 'programs' | 'identity' | 'desktop' | 'app'>> = {
    commands: [],
    files: [],
    ages: [],
    programs: null,
    identity: null,
    desktop: null,
    app: null,
  };
  const keep = (
    argv: readonly string[],
    result: CommandResult,
    keepOnly: (output: string) => string = (output) => output,
  ): void => {
    const { durationMs: _, ...rest } = result;
    const [stdout, stderr] = [result.stdout, result.stderr].map((text) => (text === '' ? '' : keepOnly(text))) as [
      string,
      string,
    ];
    kept.commands.push({ ...rest, argv: argv.map(redact), stdout: redact(stdout), stderr: redact(stderr) });
  };
  return {
    io: {
      run: async (command, signal) => {
        const result = await inner.run(command, signal);
        keep(command.argv, result, command.keepOnly);
        return result;
      },
      powershell: async (script, limits, signal) => {
        const result = await inner.powershell(script, limits, signal);
        keep(powershellArgv(script), result, limits.keepOnly);
        return result;
      },
      readFile: async (path, maxBytes) => {
        const result = await inner.readFile(path, maxBytes);
        kept.files.push(keepFile(redact(path), result, redact));
        return result;
      },
      newestAge: async (path) => {
        const result = await inner.newestAge(path);
        kept.ages.push(keepAge(redact(path), result));
        return result;
      },
      programs: async () => {
        const programs = await inner.programs();
        kept.programs = programs;
        return programs;
      },
      identify: async (signal) => {
        const identity = await inner.identify(signal);
        kept.identity = identity === null ? null : keepIdentity(identity, redact);
        return identity;
      },
      desktop: async () => {
        const name = await inner.desktop();
        kept.desktop = name === null ? null : redact(name).slice(0, 120);
        return name;
      },
      inspectApp: async (signal) => {
        kept.app = await inner.inspectApp(signal);
        return kept.app;
      },
      watch: (argv, onLine, onEnd) => inner.watch(argv, onLine, onEnd),
      watchFiles: (paths, onChange) => inner.watchFiles(paths, onChange),
      fingerprint: (paths) => inner.fingerprint(paths),
      look: (at) => inner.look(at),
      release: () => inner.release(),
    },
    bundle: () => ({ format: 'offhook-bundle/1', ...about, ...kept }),
  };
}

function keepIdentity({ manufacturer, model, virtual }: Identity, redact: (text: string) => string): Identity {
  const clean = (text: string | null): string | null => (text === null ? null : redact(text).slice(0, 120));
  return { manufacturer: clean(manufacturer), model: clean(model), virtual };
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
