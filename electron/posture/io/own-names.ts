import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';

/** What must not be in a recording that somebody may send to others: the machine's name, the account's, and that of its owner. */
export function ownNames(): readonly string[] {
  const names = [hostname(), hostname().split('.')[0] ?? ''];
  try {
    const { username } = userInfo();
    names.push(username, ...fullNames(username));
  } catch {
    // An account without an entry in the user database has no name to hide.
  }
  return names;
}

/** passwd(5), the fifth field: `Anna Example,Room 5,,`. Windows and macOS keep it elsewhere; there the label in the output tells. */
function fullNames(username: string): readonly string[] {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${username}:`));
    const full = line?.split(':')[4]?.split(',')[0]?.trim() ?? '';
    return full === '' ? [] : [full, ...full.split(/\s+/)];
  } catch {
    return [];
  }
}
