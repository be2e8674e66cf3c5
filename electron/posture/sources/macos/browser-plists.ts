import { browserReading } from '../browsers.ts';
import { asObjects, asString } from '../format/json.ts';
import { readPlist } from '../format/plist.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

const APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Firefox', 'Safari', 'Brave Browser', 'Opera', 'Vivaldi'];

/** What each application says of itself. One whose list is in Apple's binary form (some of Apple's own) is left out. */
export const browserPlists = defineSource({
  id: 'macos/browser-plists',
  platform: 'macos',
  family: 'browser',
  fact: 'browsers',
  pace: 'hourly',
  gather: {
    via: 'file',
    paths: ['/Applications', '~/Applications'].flatMap((folder) =>
      APPS.map((app) => `${folder}/${app}.app/Contents/Info.plist`),
    ),
    take: 'some',
  },
  parse: (output) => {
    const bundles = output.split(/(?<=<\/plist>)/).flatMap((text) => asObjects(readPlist(text)));
    const found = bundles.flatMap((bundle): (readonly [string, string])[] => {
      const [id, version] = [asString(bundle['CFBundleIdentifier']), asString(bundle['CFBundleShortVersionString'])];
      return id === null || version === null ? [] : [[id, version]];
    });
    return found.length === 0 ? unknownReading.browser('unreadable') : browserReading(found);
  },
});
