/** Sections (in lower case) of key and value, in the manner of GKeyFile, KConfig and QSettings; the last of two equal keys counts. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function readIni(text: string): Ini {
  const sections = new Map<string, Map<string, string>>();
  for (const { section, key, value } of readEntries(text)) {
    const entries = sections.get(section) ?? new Map<string, string>();
    sections.set(section, entries);
    if (key !== null) entries.set(key, value);
  }
  return sections;
}

/** Every value of a key (in lower case), from several files one after the other, when which of them is stronger is not known. */
export function iniValues(text: string, section: RegExp, key: string): readonly string[] {
  return readEntries(text)
    .filter((entry) => entry.key === key && section.test(entry.section))
    .map((entry) => entry.value);
}

interface Entry {
  readonly section: string;
  /** null for the section's own line. */
  readonly key: string | null;
  readonly value: string;
}

function readEntries(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let section: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[([^\]]+)\]\s*$/.exec(line)?.[1];
    if (head !== undefined) {
      section = head.toLowerCase();
      entries.push({ section, key: null, value: '' });
      continue;
    }
    // KConfig marks what an administrator fixed: `Autolock[$i]=true`.
    const match = /^\s*([A-Za-z][\w-]*)(?:\[\$\w+\])?\s*=(.*)$/.exec(line);
    if (match !== null && section !== null)
      entries.push({ section, key: (match[1] ?? '').toLowerCase(), value: (match[2] ?? '').trim() });
  }
  return entries;
}

/** `true`, `True`, `1`, `yes`, `on` and their opposites; null for anything else. */
export function iniBoolean(value: string | undefined): boolean | null {
  if (/^(true|1|yes|on)$/i.test(value ?? '')) return true;
  return /^(false|0|no|off)$/i.test(value ?? '') ? false : null;
}
