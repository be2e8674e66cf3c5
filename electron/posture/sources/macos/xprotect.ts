import { protection } from '../antivirus.ts';
import { asObject, asString, field, readJson } from '../format/json.ts';
import { readPlist } from '../format/plist.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

export const XPROTECT = 'XProtect';
/** Apple sends new definitions every two or three weeks. Days. */
const FRESH_DAYS = 60;
const FOLDER = '/Library/Apple/System/Library/CoreServices/XProtect.bundle/Contents';

/**
 * The protection that is part of macOS. It is there on every Mac, so its presence proves nothing but itself: whether it is enough is the
 * policy's to say, and only while its definitions are fresh. Also reads `xprotect version` and `xprotect status` of macOS 15.
 */
export const xprotect = defineSource({
  id: 'macos/xprotect',
  platform: 'macos',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: { via: 'file', paths: [`${FOLDER}/Info.plist`], take: 'first' },
  parse: (output, { asOf }) => {
    if (/^\s*XProtect (?:launch|background) scans:\s*disabled/im.test(output)) return protection(false, XPROTECT);
    const installed = /^Version:\s*\d+\s+Installed:\s*(\d{4}-\d{2}-\d{2})\b/m.exec(output)?.[1];
    if (installed !== undefined) return protection(true, XPROTECT, isFresh(installed, asOf));
    if (
      /^\s*XProtect launch scans:\s*enabled\s*$/im.test(output) &&
      /^\s*XProtect background scans:\s*enabled\s*$/im.test(output)
    )
      return protection(true, XPROTECT);
    const plist = asObject(readPlist(output));
    const version = plist === null ? undefined : field(plist, 'CFBundleShortVersionString');
    const isOwn =
      plist !== null &&
      /XProtect/i.test(asString(field(plist, 'CFBundleIdentifier')) ?? asString(field(plist, 'CFBundleName')) ?? '');
    if (typeof version === 'string' && /^\d{3,5}$/.test(version) && isOwn) return protection(true, XPROTECT);
    return unknownReading.antivirus(refusalReason(output.slice(0, 1000)));
  },
});

/** When Apple's definitions last came. */
export const xprotectAge = defineSource({
  id: 'macos/xprotect-age',
  platform: 'macos',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: { via: 'age', paths: [`${FOLDER}/Resources/XProtect.yara`, `${FOLDER}/Info.plist`] },
  parse: (output) => {
    const ageMs = field(asObject(readJson(output)) ?? {}, 'ageMs');
    if (typeof ageMs !== 'number' || !(ageMs >= 0)) return unknownReading.antivirus('unreadable');
    return { active: null, upToDate: ageMs <= FRESH_DAYS * 86_400_000, products: [], reason: null };
  },
});

function isFresh(installed: string, asOf: string): boolean | null {
  const days = (Date.parse(asOf) - Date.parse(installed)) / 86_400_000;
  return Number.isFinite(days) ? days <= FRESH_DAYS : null;
}
