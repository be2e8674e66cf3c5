import { readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/**
 * The token's groups, as `whoami /groups` in any form: BUILTIN\\Administrators is S-1-5-32-544 in every language. “Used for deny only” is an
 * administrator whose rights sleep until the next prompt, so it counts.
 */
export const windowsAdmin = defineSource({
  id: 'windows/admin',
  platform: 'windows',
  family: 'admin',
  fact: 'localAdmin',
  pace: 'hourly',
  // Only well-known SIDs leave the script; those of a domain would name it.
  gather: powershellJson(
    `@([regex]::Matches(((& "$env:SystemRoot\\System32\\whoami.exe" /groups /fo csv /nh) -join ' '),'S-1-(5-32|16)-\\d+')|ForEach-Object{@{Sid=$_.Value}})|ConvertTo-Json -Compress`,
  ),
  parse: (output) => {
    if (/\bS-1-5-32-544(?!\d|-)/.test(output)) return { admin: true, reason: null };
    // The mandatory level (S-1-16-…) comes last: with it, nothing was cut off.
    const isCut = /^\s*[[{]/.test(output) && readJson(output) === undefined;
    const isComplete = !isCut && /\bS-1-16-\d{4,}/.test(output) && /\bS-1-5-32-545(?!\d|-)/.test(output);
    return isComplete ? { admin: false, reason: null } : unknownReading.admin(refusalReason(output));
  },
});
