import { readFormatList } from '../format/format-list.ts';
import { asObjects, asString, field, readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { remoteAccess } from '../remote-access.ts';
import { defineSource } from '../source.ts';

const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\Shares';

/** Folders that this laptop shares. Windows' own (C$, IPC$ and the like) are made anew at each start and are not in the registry. */
export const smbShares = defineSource({
  id: 'windows/smb-shares',
  platform: 'windows',
  family: 'remoteAccess',
  fact: 'remoteAccess',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: ['C:\\Windows\\System32\\reg.exe'],
    args: ['query', KEY],
    // Names and paths of folders are nobody's business; whether there is one is all that is asked.
    keepOnly: (output) =>
      output.replace(/^(\s+)\S.*?(\s+REG_MULTI_SZ\s+).*?(?:\\0(Type=\d+))?(?:\\0.*)?$/gm, '$1REDACTED$2$3'),
  },
  parse: (output, { exitCode }) => {
    const shares = readShares(output, exitCode === 0);
    if (shares === null) return unknownReading.remoteAccess(refusalReason(output.slice(0, 1000)));
    return remoteAccess(shares ? ['file-sharing'] : [], ['file-sharing']);
  },
});

/** Whether there is one that is not Windows' own; null when the text is no list of shares. */
function readShares(output: string, isReadByUs: boolean): boolean | null {
  const json = readJson(output);
  const rows = (json === undefined ? readFormatList(output) : asObjects(json)).filter(
    (row) => field(row, 'ScopeName') !== undefined || field(row, 'Path') !== undefined,
  );
  if (rows.length > 0) return rows.some((row) => isOpen(asString(field(row, 'Name')) ?? ''));
  // `reg query`: type 1 is a printer (SHARE_INFO_2).
  const values = [...output.matchAll(/^\s+(\S.*?)\s+REG_MULTI_SZ\s*(.*)$/gm)];
  if (/LanmanServer\\Shares/i.test(output))
    return values.some(([, name = '', data = '']) => isOpen(name) && !/Type=1\b/.test(data));
  if (isReadByUs && output.trim() === '') return false;
  // `net share`: heads are translated; a line of dashes, then name and path. A rule without any share below it was cut off.
  const table = /^-{20,}\s*$([\s\S]*)/m.exec(output)?.[1];
  const names = [...(table ?? '').matchAll(/^(\S[^\r\n]*?)[ \t]{2,}(?:[A-Za-z]:\\|\\\\)/gm)].map(
    (match) => match[1] ?? '',
  );
  const special = [...(table ?? '').matchAll(/^\S+\$(?:\s|$)/gm)].length;
  if (table === undefined || (names.length === 0 && special === 0)) return null;
  return names.some(isOpen) ? true : special > 0 ? false : null;
}

function isOpen(name: string): boolean {
  return name !== '' && !name.endsWith('$');
}
