import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Long enough for the download on a slow line; a network that says no answers at once. */
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

/** Electron's own program where it is already here; null where it isn't. Never imports `electron`, which would fetch it. */
export function presentElectron(
  root: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override === undefined && !existsSync(pathFile)) return null;
  const relative = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const binary = override === undefined ? join(folder, 'dist', relative) : join(override, relative);
  return existsSync(binary) ? binary : null;
}

/**
 * The same, fetched on the first call where it can be had. Since version 42 npm installs only Electron's JavaScript
 * (https://www.electronjs.org/docs/latest/breaking-changes).
 */
export function fetchedElectron(root: string): string | null {
  const present = presentElectron(root);
  if (present !== null) return present;
  process.stderr.write('Fetching Electron …\n');
  const install = join(root, 'node_modules', 'electron', 'install.js');
  const result = spawnSync(process.execPath, [install], { cwd: root, stdio: 'ignore', timeout: DOWNLOAD_TIMEOUT_MS });
  return result.status === 0 ? presentElectron(root) : null;
}
