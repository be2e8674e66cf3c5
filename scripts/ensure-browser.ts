import { findChromium } from './find-chromium.ts';
import { canInstallPackages, installPackages } from './install-needs.ts';
import { BROWSER_PACKAGES } from './needs.ts';

/** The path of a Chromium-family browser, installed from Debian when there is none and that is ours to do. Throws when there is no way. */
export function ensureBrowser(): string {
  const found = findChromium();
  if (found !== null) return found;
  if (canInstallPackages() && installPackages(BROWSER_PACKAGES)) {
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  throw new Error(
    'No Chromium, Chrome or Edge was found. Run `npx playwright install chromium`, or install one from your system (Debian: sudo apt-get install chromium).',
  );
}
