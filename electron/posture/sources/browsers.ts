import type { BrowserName } from '../../../core/checks/browsers/fact.ts';
import type { BrowserReading } from './reading.ts';

/** Names by which package managers and bundles know them. */
const NAMES: Readonly<Record<string, BrowserName>> = {
  'google-chrome-stable': 'chrome',
  'google-chrome': 'chrome',
  'com.google.chrome': 'chrome',
  chrome: 'chrome',
  chromium: 'chromium',
  'chromium-browser': 'chromium',
  'org.chromium.chromium': 'chromium',
  'microsoft-edge-stable': 'edge',
  'microsoft-edge-stable-bin': 'edge',
  'com.microsoft.edge': 'edge',
  'com.microsoft.edgemac': 'edge',
  edge: 'edge',
  firefox: 'firefox',
  'firefox-esr': 'firefox',
  mozillafirefox: 'firefox',
  'org.mozilla.firefox': 'firefox',
  'com.apple.safari': 'safari',
  safari: 'safari',
  'brave-browser': 'brave',
  'brave-bin': 'brave',
  'com.brave.browser': 'brave',
  brave: 'brave',
  'opera-stable': 'opera',
  'com.opera.opera': 'opera',
  'com.operasoftware.opera': 'opera',
  opera: 'opera',
  vivaldi: 'vivaldi',
  'vivaldi-stable': 'vivaldi',
  'com.vivaldi.vivaldi': 'vivaldi',
};

export function browserNamed(name: string): BrowserName | null {
  const key = name.toLowerCase();
  return Object.hasOwn(NAMES, key) ? (NAMES[key] ?? null) : null;
}

/** 1:132.0.2-1~deb12u1, 128.5.0esr, 132.0 (x64 en-US): the number alone; null when there is none. */
export function browserVersion(text: string): string | null {
  return /^(?:\d+:)?(\d+(?:\.\d+){0,4})(?![\d.])/.exec(text.trim())?.[1]?.slice(0, 32) ?? null;
}

export function browserReading(found: readonly (readonly [name: string, version: string])[]): BrowserReading {
  const browsers = found.flatMap(([name, text]) => {
    const [browser, version] = [browserNamed(name), browserVersion(text)];
    return browser === null || version === null ? [] : [{ name: browser, version }];
  });
  return { browsers, reason: null };
}
