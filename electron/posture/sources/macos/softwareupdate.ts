import { readAnyPlist } from '../format/defaults.ts';
import { asObject, asObjects, asString, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type UpdatesReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { daysSince, updatesReading } from '../updates.ts';

/** What the system found when it last looked by itself: no network, no rights. `softwareupdate -l` is read too. */
export const softwareupdate = defineSource({
  id: 'macos/softwareupdate',
  platform: 'macos',
  family: 'updates',
  fact: 'osUpdates',
  pace: 'updates',
  gather: {
    via: 'command',
    tool: ['/usr/bin/plutil'],
    args: ['-convert', 'xml1', '-o', '-', '/Library/Preferences/com.apple.SoftwareUpdate.plist'],
  },
  parse: (output, { asOf }) => {
    const preferences = asObject(readAnyPlist(output));
    return preferences === null ? readText(output) : readPreferences(preferences, asOf);
  },
});

/** Apple does not mark security updates; every update of the system itself may be one. Tools and betas are not. */
function isSystem(name: string): boolean {
  return (
    !/command line tools|beta|seed|printer|remote desktop client|pro video|gatekeeper/i.test(name) &&
    /macos|mac os|os x|security|safari|\bRSR\b|firmware|bridgeos|supplemental/i.test(name)
  );
}

function readPreferences(preferences: JsonObject, asOf: string): UpdatesReading {
  if (!Array.isArray(preferences['RecommendedUpdates'])) return unknownReading.updates('unreadable');
  const updates = asObjects(preferences['RecommendedUpdates']);
  const names = updates.map(
    (update) => `${asString(update['Display Name']) ?? ''} ${asString(update['Identifier']) ?? ''}`,
  );
  const checked = asString(preferences['LastFullSuccessfulDate']) ?? asString(preferences['LastSuccessfulDate']);
  return updatesReading({
    pending: updates.length,
    securityPending: names.filter(isSystem).length,
    checkedDaysAgo: daysSince(checked, asOf),
  });
}

function readText(output: string): UpdatesReading {
  const modern = [...output.matchAll(/^\s*\* Label: (.+?)\s*\r?\n\s*Title: (.+)$/gm)].map(
    (match) => `${match[1] ?? ''} ${match[2] ?? ''}`,
  );
  const old = [...output.matchAll(/^ {3}\* (?!Label:)(\S.*?)\s*\r?\n\t(.+)$/gm)].map(
    (match) => `${match[1] ?? ''} ${match[2] ?? ''}`,
  );
  const items = [...modern, ...old];
  if (items.length > 0) {
    const restart = items.some((item) => /Action: restart|\[restart\]/i.test(item));
    return updatesReading({
      pending: items.length,
      securityPending: items.filter(isSystem).length,
      restartRequired: restart,
    });
  }
  if (/can.t (connect|load)|not connected|error|failed|timed out|could not|offline/i.test(output))
    return unknownReading.updates(refusalReason(output));
  return /^\s*No (new software|updates are|new updates) available\.?\s*$/im.test(output)
    ? updatesReading({ pending: 0, securityPending: 0, restartRequired: false })
    : unknownReading.updates('unreadable');
}
