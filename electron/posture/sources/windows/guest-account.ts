import { asObject, field, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { asBoolean, readRows } from '../format/rows.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/**
 * The built-in guest by its well-known RID 501 (https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers); its name is
 * translated and may be changed. Only that number and the switch leave the script: a whole SID names the machine.
 */
export const guestAccount = defineSource({
  id: 'windows/guest-account',
  platform: 'windows',
  family: 'guest',
  fact: 'guestAccount',
  pace: 'hourly',
  gather: powershellJson(
    `@(Get-CimInstance Win32_UserAccount -Filter "LocalAccount=True and SID like '%-501'"|ForEach-Object{@{Rid=501;Disabled=[bool]$_.Disabled}})|ConvertTo-Json -Compress`,
  ),
  parse: (output) => {
    const states = [...readRows(output).flatMap(judgeRow), ...judgeLines(output), ...judgeNetUser(output)];
    if (states.length === 0) return unknownReading.guest(refusalReason(output));
    if (states.includes(true)) return { guestEnabled: true, reason: null };
    return states.includes(null) ? unknownReading.guest('unreadable') : { guestEnabled: false, reason: null };
  },
});

/** Guest as the languages of Windows call it, for lists that show no SID. */
const NAMES = new Set([
  'guest',
  'gast',
  'invité',
  'invitado',
  'convidado',
  'gość',
  'гость',
  'vieras',
  'gæst',
  'gjest',
  'gäst',
  'vendég',
  'misafir',
  'konuk',
  'επισκέπτης',
  'oaspete',
  'host',
]);

function judgeRow(row: JsonObject): readonly (boolean | null)[] {
  const sid = field(row, 'SID');
  const object = asObject(sid);
  const text = object === null ? sid : field(object, 'Value');
  const rid = field(row, 'Rid');
  const name = field(row, 'Name');
  const isGuest =
    rid === 501 ||
    rid === '501' ||
    (typeof text === 'string'
      ? /^S-1-5-21-[\d-]+-501$/.test(text)
      : typeof name === 'string' && NAMES.has(name.toLowerCase()));
  if (!isGuest) return [];
  const enabled = asBoolean(field(row, 'Enabled'));
  const disabled = asBoolean(field(row, 'Disabled'));
  if (enabled === null) return [disabled === null ? null : !disabled];
  return [disabled === enabled ? null : enabled];
}

/** Tables without underlining (wmic) or cut at the screen's edge: the one True or False beside the SID. */
function judgeLines(output: string): readonly (boolean | null)[] {
  if (readRows(output).length > 0) return [];
  const head = /^.*\b(Enabled|Disabled)\b.*$/m.exec(output);
  if (head === null || /\bEnabled\b.*\bDisabled\b|\bDisabled\b.*\bEnabled\b/.test(head[0])) return [];
  return output
    .split(/\r?\n/)
    .filter((line) => /\bS-1-5-21-[\d-]+-501(?!\d)/.test(line))
    .map((line) => {
      const words = [...line.matchAll(/(?<=^|\s)(TRUE|FALSE)(?=\s|$)/gi)].map((word) => asBoolean(word[0]));
      const [only] = words;
      if (words.length !== 1 || only === undefined || only === null) return null;
      return head[1] === 'Enabled' ? only : !only;
    });
}

/** `net user Guest` is translated from the first word to the last: only the English one can be read. */
function judgeNetUser(output: string): readonly boolean[] {
  if (!/^User name\s+Guest\s*$/m.test(output)) return [];
  const active = /^Account active\s+(Yes|No)\s*$/m.exec(output)?.[1];
  return active === undefined ? [] : [active === 'Yes'];
}
