import { field } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRows } from '../format/rows.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';
import { registrySwitch, registryValues } from './registry-value.ts';

/** Absent is off: that is told apart from a refusal, which throws and so prints nothing. */
const SCRIPT = `$k='HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\AppModelUnlock';$v=if(Test-Path -LiteralPath $k){(Get-Item -LiteralPath $k).GetValue('AllowDevelopmentWithoutDevLicense',0)}else{0};@{AllowDevelopmentWithoutDevLicense=[int]$v}|ConvertTo-Json -Compress`;

/** https://learn.microsoft.com/windows/apps/get-started/enable-your-device-for-development */
export const windowsDeveloperMode = defineSource({
  id: 'windows/developer-mode',
  platform: 'windows',
  family: 'developer',
  fact: 'developerMode',
  pace: 'hourly',
  gather: powershellJson(SCRIPT),
  parse: (output) => {
    const developerMode = registrySwitch(output, 'AllowDevelopmentWithoutDevLicense');
    return developerMode === null
      ? unknownReading.developer(refusalReason(output))
      : { developerMode, testSigning: null, reason: null };
  },
});

/** What the kernel was started with, which everybody may read; and recordings of `bcdedit`, which needs rights. */
export const testSigning = defineSource({
  id: 'windows/test-signing',
  platform: 'windows',
  family: 'developer',
  fact: 'developerMode',
  pace: 'hourly',
  gather: {
    via: 'command',
    tool: ['C:\\Windows\\System32\\reg.exe'],
    args: ['query', 'HKLM\\SYSTEM\\CurrentControlSet\\Control', '/v', 'SystemStartOptions'],
  },
  parse: (output) => {
    const [started] = registryValues(output, 'SystemStartOptions');
    const options = started === undefined ? field(readRows(output)[0] ?? {}, 'SystemStartOptions') : started.value;
    if (typeof options === 'string')
      return { developerMode: null, testSigning: /TESTSIGNING|DISABLE_INTEGRITY_CHECKS/i.test(options), reason: null };
    const off = bootSwitches(output);
    return off === null
      ? unknownReading.developer(refusalReason(output))
      : { developerMode: null, testSigning: off, reason: null };
  },
});

/** Of bcdedit's entry names nothing is translated, of its yes and no everything. */
function bootSwitches(output: string): boolean | null {
  const switches = [...output.matchAll(/^(testsigning|nointegritychecks)[ \t]+(\S+)[ \t]*\r?$/gim)].map((line) =>
    yesOrNo(line[2] ?? ''),
  );
  if (switches.includes(true)) return true;
  if (switches.includes(null)) return null;
  // Not listed is off, once the whole entry of the running system is there: `nx` comes after both.
  const isListed = /^identifier[ \t]+\{current\}|^\S+[ \t]+\{current\}[ \t]*\r?$/im.test(output);
  return isListed && /^(nx|bootmenupolicy)[ \t]+\S+[ \t]*\r?\n/im.test(output) ? false : null;
}

function yesOrNo(word: string): boolean | null {
  if (/^(yes|ja|oui|sí|si|sim|sì|tak|да|はい|是|예|ano|evet|igen|kyllä)$/i.test(word)) return true;
  return /^(no|nein|non|nee|não|nie|нет|いいえ|否|아니요|ne|hayır|nem|ei|nej|nei)$/i.test(word) ? false : null;
}
