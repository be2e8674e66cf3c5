import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { MODULES } from './config.ts';

/** Where distributions put the binary, beyond PATH (`/usr/sbin` is not in everybody's). */
const BINARY_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin', '/opt/kamailio/sbin'];

/** Debian and Ubuntu (multiarch), Fedora and RHEL (lib64), Alpine and Arch (lib), own builds, Homebrew. */
const MODULE_FOLDERS = [
  '/usr/lib/x86_64-linux-gnu/kamailio/modules',
  '/usr/lib/aarch64-linux-gnu/kamailio/modules',
  '/usr/lib/arm-linux-gnueabihf/kamailio/modules',
  '/usr/lib64/kamailio/modules',
  '/usr/lib/kamailio/modules',
  '/usr/local/lib64/kamailio/modules',
  '/usr/local/lib/kamailio/modules',
  '/opt/homebrew/lib/kamailio/modules',
  '/opt/kamailio/lib64/kamailio/modules',
];

const DEBIAN_PACKAGES = 'kamailio kamailio-websocket-modules kamailio-tls-modules kamailio-autheph-modules';

export type KamailioSearch =
  | { readonly found: true; readonly binary: string; readonly modulesFolder: string }
  /** `advice` says in one line what is missing and how to get it. */
  | { readonly found: false; readonly advice: string };

export interface FindInput {
  readonly platform: NodeJS.Platform;
  /** The environment's PATH; empty or undefined when there is none. */
  readonly searchPath: string | undefined;
  /** Looked at before all others. */
  readonly binary?: string;
  readonly modulesFolder?: string;
}

/** Which Kamailio to run, and where its modules are. */
export async function findKamailio(input: FindInput): Promise<KamailioSearch> {
  if (input.platform === 'win32') return { found: false, advice: adviceFor(input.platform, []) };
  const folders = [...(input.searchPath ?? '').split(delimiter).filter((folder) => folder !== ''), ...BINARY_FOLDERS];
  const candidates = input.binary === undefined ? folders.map((folder) => join(folder, 'kamailio')) : [input.binary];
  const binary = await firstExecutable(candidates);
  if (binary === null) return { found: false, advice: adviceFor(input.platform, []) };
  let fewest: readonly string[] = [...MODULES];
  for (const folder of input.modulesFolder === undefined ? MODULE_FOLDERS : [input.modulesFolder]) {
    const missing = await missingModules(folder);
    if (missing.length === 0) return { found: true, binary, modulesFolder: folder };
    if (missing.length < fewest.length) fewest = missing;
  }
  return { found: false, advice: adviceFor(input.platform, fewest) };
}

async function firstExecutable(files: readonly string[]): Promise<string | null> {
  for (const file of files) {
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // Not this one.
    }
  }
  return null;
}

async function missingModules(folder: string): Promise<readonly string[]> {
  try {
    const files = new Set(await readdir(folder));
    return MODULES.filter((name) => !files.has(`${name}.so`));
  } catch {
    return MODULES;
  }
}

function adviceFor(platform: NodeJS.Platform, missing: readonly string[]): string {
  const what =
    missing.length === 0
      ? 'The phone engine (Kamailio) is not installed'
      : `Kamailio is installed without ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' and more' : ''}`;
  const debian = `sudo apt-get install ${DEBIAN_PACKAGES}`;
  if (platform === 'linux') return `${what}. On Debian and Ubuntu: ${debian}`;
  if (platform === 'darwin')
    return `${what}. On macOS, run it in a Linux virtual machine or on a Linux machine, and there: ${debian}`;
  if (platform === 'win32')
    return `${what}. It has no Windows version: run Offhook's server inside WSL, and there: ${debian}`;
  return `${what}. Install Kamailio 5.6 or later with its websocket, tls and auth_ephemeral modules.`;
}
