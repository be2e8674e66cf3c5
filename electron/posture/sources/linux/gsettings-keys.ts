/** What the settings of GNOME and of those that came from it say about locking. null: not in the text. Seconds. */
export interface LockKeys {
  readonly lockEnabled: boolean | null;
  readonly lockDelay: number | null;
  readonly idleDelay: number | null;
  readonly idleActivation: boolean | null;
  readonly lockForbidden: boolean | null;
  readonly lockOnSuspend: boolean | null;
}

const NOTHING: LockKeys = {
  lockEnabled: null,
  lockDelay: null,
  idleDelay: null,
  idleActivation: null,
  lockForbidden: null,
  lockOnSuspend: null,
};

/**
 * Lines of `gsettings list-recursively` (`schema key value`), of `key value`, `key=value` or `key: value`, and of `dconf dump`. By schema, because two
 * desktops on one laptop have the same keys; a key without a schema is GNOME's.
 */
export function readLockKeys(output: string): ReadonlyMap<'gnome' | 'cinnamon' | 'mate', LockKeys> {
  const found = new Map<'gnome' | 'cinnamon' | 'mate', LockKeys>();
  let section = '';
  for (const line of withAnswers(output).split(/\r?\n/)) {
    const head = /^\s*\[([\w/.-]+)\]\s*$/.exec(line);
    if (head !== null) section = (head[1] ?? '').replaceAll('/', '.');
    const match = LINE.exec(line);
    if (match === null) continue;
    const [, schema = section, key = '', text = ''] = match;
    const family = schema.includes('cinnamon') ? 'cinnamon' : schema.includes('mate') ? 'mate' : 'gnome';
    const value = readValue(text);
    if (value === null) continue;
    const change = changeOf(key, value, family === 'mate' ? 60 : 1);
    if (change !== null) found.set(family, { ...(found.get(family) ?? NOTHING), ...change });
  }
  return found;
}

/** A question as one types it, with its answer on the next line, as one line. */
function withAnswers(output: string): string {
  return output.replace(/^.*\bgsettings get (\S+) (\S+)[ \t]*\r?\n[ \t]*(?=\S)/gm, '$1 $2 ');
}

const LINE =
  /^\s*(?:((?:org|com)\.[\w.-]+)[\s.:]+)?(lock-enabled|lock-delay|idle-delay|idle-activation-enabled|disable-lock-screen|ubuntu-lock-on-suspend|lock-on-suspend)\s*[\s=:]\s*(.+?)\s*$/;

function readValue(text: string): boolean | number | null {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = /^(?:(?:u?int32|@[ui])\s+)?(\d{1,10})$/.exec(text)?.[1];
  return number === undefined ? null : Number(number);
}

/** MATE counts both delays in minutes. */
function changeOf(key: string, value: boolean | number, unit: number): Partial<LockKeys> | null {
  if (typeof value === 'number') {
    if (key === 'lock-delay') return { lockDelay: value * unit };
    return key === 'idle-delay' ? { idleDelay: value * unit } : null;
  }
  switch (key) {
    case 'lock-enabled':
      return { lockEnabled: value };
    case 'idle-activation-enabled':
      return { idleActivation: value };
    case 'disable-lock-screen':
      return { lockForbidden: value };
    case 'ubuntu-lock-on-suspend':
    case 'lock-on-suspend':
      return { lockOnSuspend: value };
    default:
      return null;
  }
}

/** `gsettings get` without its key: one switch, which can only be the first question, and the delays in either order. */
export function readBareKeys(output: string): LockKeys | null {
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first, ...rest] = lines;
  if (first !== 'true' && first !== 'false') return null;
  const numbers = rest.map((line) => /^uint32 (\d{1,10})$/.exec(line)?.[1]).map(Number);
  if (numbers.some(Number.isNaN) || numbers.length > 2) return null;
  const lockEnabled = first === 'true';
  const [lockDelay = null, idleDelay = null] = numbers;
  // Which of the two is 0 matters: an idle delay of 0 never locks.
  if (numbers.length === 2 && numbers.includes(0)) return { ...NOTHING, lockEnabled };
  return { ...NOTHING, lockEnabled, lockDelay, idleDelay };
}
