import { randomUUID } from 'node:crypto';
import { createExec, type ExecOptions } from './exec.ts';
import { fingerprint, newestAge, readFile, watchFiles } from './files.ts';
import { identifyWithSystemInformation } from './identify.ts';
import { createInspectApp } from './inspect-app.ts';
import { createLook } from './look.ts';
import { createPowerShell } from './powershell.ts';
import { POWERSHELL } from './powershell-argv.ts';
import type { PostureIo } from './posture-io.ts';
import { readPrograms } from './programs.ts';

export interface SystemIoOptions extends ExecOptions {
  /** Milliseconds since 1970, for the age of files only. */
  wallMs(): number;
}

/** The real system. */
export function createSystemIo(options: SystemIoOptions): PostureIo {
  const exec = createExec(options);
  const monotonicMs = (): number => options.monotonicMs();
  const powershell = createPowerShell({
    exec,
    program: options.windows ? POWERSHELL : null,
    monotonicMs,
    setTimer: (fire, delayMs) => {
      const timer = setTimeout(fire, delayMs);
      return () => clearTimeout(timer);
    },
    randomId: randomUUID,
  });
  const look = createLook({ linux: process.platform === 'linux', monotonicMs });
  return {
    run: (command, signal) => exec.run(command, signal),
    powershell: (script, limits, signal) => powershell.run(script, limits, signal),
    watch: (argv, onLine, onEnd) => exec.watch(argv, onLine, onEnd),
    readFile,
    newestAge: (path) => newestAge(path, () => options.wallMs()),
    programs: () => readPrograms(),
    identify: identifyWithSystemInformation,
    desktop: () => Promise.resolve(desktopOf(options.env)),
    inspectApp: createInspectApp({
      run: (command, signal) => exec.run(command, signal),
      powershell: (script, limits, signal) => powershell.run(script, limits, signal),
      env: options.env,
      monotonicMs,
    }),
    watchFiles,
    fingerprint,
    look,
    release: () => powershell.release(),
  };
}

/** The session's own word first, then what its login manager started. */
function desktopOf(env: SystemIoOptions['env']): string | null {
  const names = ['XDG_CURRENT_DESKTOP', 'XDG_SESSION_DESKTOP', 'DESKTOP_SESSION'].map((name) => env[name] ?? '');
  return names.find((name) => name !== '')?.slice(0, 120) ?? null;
}
