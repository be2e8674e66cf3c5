import { ensureBrowser } from '../ensure-browser.ts';
import type { Drawing } from './clients.ts';
import { fetchedElectron } from './electron-binary.ts';

/** Electron where there is a display and its binary can be had; else an installed Chromium, which needs neither. Says which, once. */
export function chooseDrawing(root: string, headless: boolean, say: (line: string) => void): Drawing {
  const hasDisplay =
    process.platform !== 'linux' || ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
  if (!hasDisplay && !headless) say('There is no display here, so windows are drawn without one.');
  const headed = hasDisplay && !headless;
  if (headed) {
    const binary = fetchedElectron(root);
    if (binary !== null) return { by: 'electron', binary };
    say(
      'Electron’s own program can’t be had here, so windows are drawn in an installed Chromium: a preview, not a way to deploy.',
    );
  }
  return { by: 'stand-in', browser: ensureBrowser(), headed };
}
