import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

type Env = Readonly<Record<string, string | undefined>>;

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PROGRAMS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

function installedPlaces(env: Env, platform: NodeJS.Platform): string[] {
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    );
    return roots.flatMap((root) => WINDOWS_PROGRAMS.map((parts) => join(root, ...parts)));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', join(env['HOME'] ?? '/', 'Applications')];
    return roots.flatMap((root) => MAC_APPS.map((name) => join(root, `${name}.app`, 'Contents', 'MacOS', name)));
  }
  const folders = [
    ...(env['PATH'] ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
  ];
  return folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Chromium to draw in: the one that is named, else Playwright's own, else an installed Chromium, Chrome or Edge.
 * Null when there is none; a named one that can't be run is an error.
 */
export function findChromium(env: Env = process.env, platform: NodeJS.Platform = process.platform): string | null {
  const named = env['OFFHOOK_STAND_IN_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    throw new Error(`OFFHOOK_STAND_IN_CHROMIUM names ${named}, which is no program that can be run here`);
  }
  return [chromium.executablePath(), ...installedPlaces(env, platform)].find(isProgram) ?? null;
}
