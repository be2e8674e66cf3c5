import { plistBoolean, readAnyPlist } from '../format/defaults.ts';
import { asObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/**
 * Whether macOS updates install themselves: looked for, fetched and installed, with the security responses. One that is off is off; all
 * that say nothing are unknown, since what they then are has changed from one macOS to the next.
 */
export const softwareUpdatePlist = defineSource({
  id: 'macos/software-update-plist',
  platform: 'macos',
  family: 'automaticUpdates',
  fact: 'automaticUpdates',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: ['/usr/bin/plutil'],
    args: ['-convert', 'xml1', '-o', '-', '/Library/Preferences/com.apple.SoftwareUpdate.plist'],
  },
  parse: (output) => {
    const preferences = asObject(readAnyPlist(output));
    const value = (name: string): boolean | null => plistBoolean(preferences?.[name]);
    const needed = ['AutomaticCheckEnabled', 'AutomaticDownload', 'AutomaticallyInstallMacOSUpdates'].map(value);
    if ([...needed, value('CriticalUpdateInstall')].includes(false)) return { automatic: false, reason: null };
    return needed.every((one) => one === true)
      ? { automatic: true, reason: null }
      : unknownReading.automaticUpdates(refusalReason(output));
  },
});
