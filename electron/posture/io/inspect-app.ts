import { readFile } from 'node:fs/promises';
import { url as inspectorUrl } from 'node:inspector';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { archiveHashInPlist, archiveHashInProgram, hashArchiveHeader } from './asar.ts';
import type { AppState, PostureIo } from './posture-io.ts';

/** What it looks at; the running program's own, except in tests. */
export interface OwnProcess {
  readonly platform: string;
  readonly pid: number;
  readonly execPath: string;
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where Electron keeps what ships with us; undefined under plain Node. */
  readonly resourcesPath: string | undefined;
  /** Started by the electron command of the toolchain, with our sources as its argument. */
  readonly defaultApp: boolean;
  readonly inspectorUrl: string | undefined;
}

type Ask = Pick<PostureIo, 'run' | 'powershell'>;
/** Checking a signature reads the whole program, hundreds of megabytes. Milliseconds. */
const SIGNATURE_TRUSTED_MS = 50 * 60_000;
const LIMITS = { timeoutMs: 20_000, maxBytes: 100_000 };

/** Looks at the program that this code runs in. Files that don't change while it runs are read once. */
export function createInspectApp(
  options: Ask & { readonly env: OwnProcess['env']; monotonicMs(): number },
  own: OwnProcess = ownProcess(options.env),
): (signal: AbortSignal) => Promise<AppState> {
  const { resourcesPath } = own;
  const packaged = resourcesPath !== undefined && !own.defaultApp;
  let recorded: Promise<string | null> | null = null;
  const archive = async (): Promise<AppState['archive']> => {
    if (!packaged) return null;
    recorded ??= recordedHash(own, resourcesPath);
    try {
      const expected = await recorded;
      if (expected === null) return null;
      return hashArchiveHeader(join(resourcesPath, 'app.asar')) === expected ? 'intact' : 'changed';
    } catch {
      recorded = null;
      return 'unreadable';
    }
  };
  let validAtMs = Number.NEGATIVE_INFINITY;
  const signature = async (signal: AbortSignal): Promise<AppState['signature']> => {
    if (!packaged) return null;
    const nowMs = options.monotonicMs();
    if (nowMs - validAtMs < SIGNATURE_TRUSTED_MS) return 'valid';
    const found = await signatureOf(own, options, signal);
    if (found === 'valid') validAtMs = nowMs;
    return found;
  };
  return async (signal) => {
    const [traced, intact, signed] = await Promise.all([isTraced(own, options, signal), archive(), signature(signal)]);
    return { packaged, inspectable: isInspectable(own), traced, archive: intact, signature: signed };
  };
}

function ownProcess(env: OwnProcess['env']): OwnProcess {
  // Electron adds these two to Node's process (docs/api/process.md).
  const electron = process as { resourcesPath?: string; defaultApp?: boolean };
  return {
    platform: process.platform,
    pid: process.pid,
    execPath: process.execPath,
    argv: process.argv,
    execArgv: process.execArgv,
    env,
    resourcesPath: electron.resourcesPath,
    defaultApp: electron.defaultApp === true,
    get inspectorUrl() {
      return inspectorUrl();
    },
  };
}

const DEBUG_SWITCH = /^--(inspect|debug|remote-debugging|js-flags|require\b|import\b|experimental-loader\b|loader\b)/;

/** Ways in that Node and Chromium themselves offer. The package closes them by fuses; this notices a package whose fuses were flipped. */
function isInspectable(own: OwnProcess): boolean {
  if (own.inspectorUrl !== undefined) return true;
  const nodeOptions = (own.env['NODE_OPTIONS'] ?? '').trim().split(/\s+/);
  const isElectron = own.resourcesPath !== undefined;
  return (
    [...own.argv.slice(1), ...own.execArgv].some((argument) =>
      /^--(inspect|debug\b|remote-debugging)/.test(argument),
    ) ||
    nodeOptions.some((option) => DEBUG_SWITCH.test(option)) ||
    (isElectron && (own.env['ELECTRON_RUN_AS_NODE'] ?? '') !== '')
  );
}

/** Linux: TracerPid of proc(5). macOS: the state letter X of ps(1). Windows tells no one without rights. */
async function isTraced(own: OwnProcess, ask: Ask, signal: AbortSignal): Promise<boolean | null> {
  if (own.platform === 'linux') {
    const status = await readFile(`/proc/${own.pid}/status`, 'utf8').catch(() => '');
    const tracer = /^TracerPid:\s*(\d+)\s*$/m.exec(status)?.[1];
    return tracer === undefined ? null : tracer !== '0';
  }
  if (own.platform !== 'darwin') return null;
  const argv = ['/bin/ps', '-o', 'stat=', '-p', String(own.pid)] as const;
  const { exitCode, stdout } = await ask.run({ argv, timeoutMs: 5000, maxBytes: 1000 }, signal);
  return exitCode === 0 && /^\s*[A-Z]/.test(stdout) ? stdout.includes('X') : null;
}

/** What the build wrote down: in Info.plist on macOS, inside the program on Windows, nowhere on Linux. */
async function recordedHash(own: OwnProcess, resourcesPath: string): Promise<string | null> {
  if (own.platform === 'darwin')
    return archiveHashInPlist(await readFile(join(dirname(resourcesPath), 'Info.plist'), 'utf8'));
  return own.platform === 'win32' ? archiveHashInProgram(await readFile(own.execPath)) : null;
}

/** A deb or rpm is signed as a whole and only its repository's tools can check that: Linux has no proof to offer. */
async function signatureOf(own: OwnProcess, ask: Ask, signal: AbortSignal): Promise<AppState['signature']> {
  if (own.platform === 'darwin') {
    // …/Offhook.app/Contents/MacOS/Offhook
    const bundle = dirname(dirname(dirname(own.execPath)));
    const argv = ['/usr/bin/codesign', '--verify', '--strict', bundle] as const;
    const { exitCode } = await ask.run({ argv, ...LIMITS }, signal);
    // codesign(1): 0 is valid, 1 is not, 3 is a requirement that was not met.
    return exitCode === 0 ? 'valid' : exitCode === 1 || exitCode === 3 ? 'invalid' : 'unreadable';
  }
  if (own.platform !== 'win32') return null;
  // 0 is Valid in System.Management.Automation.SignatureStatus; 1 is an error of its own.
  const path = own.execPath.replaceAll("'", "''");
  const script = `@{Status=[int](Get-AuthenticodeSignature -LiteralPath '${path}').Status}|ConvertTo-Json -Compress`;
  const { exitCode, stdout } = await ask.powershell(script, LIMITS, signal);
  const status = exitCode === 0 ? /"Status":\s*(\d+)/.exec(stdout)?.[1] : undefined;
  return status === '0' ? 'valid' : status === undefined || status === '1' ? 'unreadable' : 'invalid';
}
