import { browserNamed, browserReading, browserVersion } from '../browsers.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type BrowserReading } from '../reading.ts';
import { defineSource, linuxTool, type Source } from '../source.ts';

const PACKAGES = [
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'firefox',
  'firefox-esr',
  'microsoft-edge-stable',
  'brave-browser',
  'opera-stable',
  'vivaldi-stable',
];

function packages(id: string, tool: string, args: readonly string[], okExit: readonly number[]): Source<'browser'> {
  return defineSource({
    id,
    platform: 'linux',
    family: 'browser',
    fact: 'browsers',
    pace: 'hourly',
    gather: { via: 'command', tool: linuxTool(tool), args, okExit, timeoutMs: 10_000 },
    parse: (output, { exitCode }) => read(output, exitCode),
  });
}

/** Packages that are not there make these tools end with 1; rpm counts them. */
export const browserDpkg = packages(
  'linux/browser-dpkg',
  'dpkg-query',
  ['-W', '-f=${db:Status-Status} ${Package} ${Version}\\n', ...PACKAGES],
  [0, 1],
);
export const browserRpm = packages(
  'linux/browser-rpm',
  'rpm',
  ['-q', '--qf', '%{NAME} %{VERSION}\\n', ...PACKAGES, 'MozillaFirefox'],
  Array.from({ length: PACKAGES.length + 2 }, (_, index) => index),
);
export const browserPacman = packages(
  'linux/browser-pacman',
  'pacman',
  ['-Q', 'firefox', 'chromium', 'google-chrome', 'microsoft-edge-stable-bin', 'brave-bin', 'opera', 'vivaldi'],
  [0, 1],
);
export const browserFlatpak = packages(
  'linux/browser-flatpak',
  'flatpak',
  ['list', '--app', '--columns=application,version'],
  [0],
);
export const browserSnap = packages('linux/browser-snap', 'snap', ['list'], [0]);

/** A name and a version side by side, whatever stands before and after them. */
function read(output: string, exitCode: number | undefined): BrowserReading {
  const found = output.split(/\r?\n/).flatMap((line): (readonly [string, string])[] => {
    const words = line.trim().split(/\s+/);
    // dpkg keeps what was removed but not purged.
    if (/^(config-files|not-installed|half-|unpacked|deinstall|rc$|un$)/.test(words[0] ?? '')) return [];
    const at = words.findIndex((word) => browserNamed(word) !== null);
    const [name, version] = [words[at], words[at + 1]];
    if (name === undefined || version === undefined || browserVersion(version) === null) return [];
    // Ubuntu's packages of these names are empty: they only install the snap.
    return /snap|^1:85\.0\.4183\.83-0ubuntu/.test(version) ? [] : [[name, version]];
  });
  // None of them at all is an answer only when the tool itself ended well.
  if (found.length > 0 || exitCode !== undefined) return browserReading(found);
  return unknownReading.browser(refusalReason(output));
}

/** A Firefox from Mozilla's own archive, which no package manager knows. */
export const firefoxIni = defineSource({
  id: 'linux/firefox-ini',
  platform: 'linux',
  family: 'browser',
  fact: 'browsers',
  pace: 'hourly',
  gather: {
    via: 'file',
    paths: [
      '/opt/firefox/application.ini',
      '/usr/local/firefox/application.ini',
      '/usr/local/lib/firefox/application.ini',
      '~/.local/share/firefox/application.ini',
    ],
    take: 'first',
  },
  parse: (output) => {
    const value = (name: string): string | null => new RegExp(`^${name}=(\\S+)\\s*$`, 'm').exec(output)?.[1] ?? null;
    const [name, version] = [value('Name'), value('Version')];
    return name === 'Firefox' && version !== null
      ? browserReading([['firefox', version]])
      : unknownReading.browser('unreadable');
  },
});
