import { asObject, readJson, type JsonObject } from '../format/json.ts';
import { readPlist } from '../format/plist.ts';
import { refusalReason } from '../format/refusal.ts';
import { asText } from '../format/rows.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, type Gather } from '../source.ts';

/** One key of the login window's settings, which everybody may read. The whole file would tell who signed in last. */
function extract(key: string): Gather {
  return {
    via: 'command',
    tool: ['/usr/bin/plutil'],
    args: ['-extract', key, 'raw', '-o', '-', '/Library/Preferences/com.apple.loginwindow.plist'],
    // 1: no such key.
    okExit: [0, 1],
  };
}

/** plutil says so for a key, `defaults` for a key of a domain; neither is translated. */
const NO_SUCH_KEY = /No value at that key path|The domain\/default pair of \([^)]*\) does not exist/;

/** `autoLoginUser` is there, or nobody is signed in by itself. */
export const loginwindow = defineSource({
  id: 'macos/loginwindow',
  platform: 'macos',
  family: 'autoLogin',
  fact: 'autoLogin',
  pace: 'hourly',
  gather: extract('autoLoginUser'),
  parse: (output, { exitCode }) => {
    const settings = readSettings(output);
    if (settings !== null) {
      const user = settings['autoLoginUser'];
      return { autoLogin: user !== undefined && user !== '', reason: null };
    }
    if (/autoLoginUser/.test(output) && NO_SUCH_KEY.test(output)) return { autoLogin: false, reason: null };
    // What is cut off may still show it; that it shows none proves nothing.
    if (/^\s*"?autoLoginUser"?\s*=\s*\S|<key>autoLoginUser<\/key>\s*<string>[^<]/m.test(output))
      return { autoLogin: true, reason: null };
    if (exitCode === 0 && /^[^\s:]+\s*$/.test(output)) return { autoLogin: true, reason: null };
    return unknownReading.autoLogin(refusalReason(output));
  },
});

/** `GuestEnabled`, and what `sysadminctl -guestAccount status` says. */
export const macosGuest = defineSource({
  id: 'macos/guest-account',
  platform: 'macos',
  family: 'guest',
  fact: 'guestAccount',
  pace: 'hourly',
  gather: { via: 'command', tool: ['/usr/sbin/sysadminctl'], args: ['-guestAccount', 'status'] },
  parse: (output) => {
    const said = /\bguest account (?:is )?(enabled|disabled)\b/i.exec(output)?.[1]?.toLowerCase();
    if (said !== undefined) return { guestEnabled: said === 'enabled', reason: null };
    const settings = readSettings(output);
    const value = settings?.['GuestEnabled'] ?? /^\s*"?GuestEnabled"?\s*=\s*"?(\w+)"?;/m.exec(output)?.[1];
    const text = typeof value === 'boolean' ? String(value) : asText(value).toLowerCase();
    if (text === '1' || text === 'true' || text === 'yes') return { guestEnabled: true, reason: null };
    if (text === '0' || text === 'false' || text === 'no') return { guestEnabled: false, reason: null };
    return unknownReading.guest(settings === null ? refusalReason(output) : 'unsupported');
  },
});

/** The whole dictionary as plist, JSON or `defaults read` prints it; null for anything else, and for one that was cut off. */
function readSettings(output: string): JsonObject | null {
  const structured = asObject(readPlist(output)) ?? asObject(readJson(output));
  if (structured !== null) return isLoginwindow(structured) ? structured : null;
  const body = /^\s*\{\s*\n([\s\S]*)\n\}\s*$/.exec(output)?.[1];
  if (body === undefined) return null;
  const entries = [...body.matchAll(/^ {4}"?([\w.]+)"?\s*=\s*"?(.*?)"?;\s*$/gm)].map(
    ([, key = '', value = '']) => [key, value] as const,
  );
  const settings: JsonObject = Object.fromEntries(entries);
  return isLoginwindow(settings) ? settings : null;
}

/** Another domain has neither key, and its silence would read as a good answer. */
function isLoginwindow(settings: JsonObject): boolean {
  const known = [
    'GuestEnabled',
    'autoLoginUser',
    'lastUser',
    'lastUserName',
    'SHOWFULLNAME',
    'OptimizerLastRunForBuild',
  ];
  return known.some((key) => Object.hasOwn(settings, key));
}
