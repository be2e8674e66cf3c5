/** Values by key path (lower case, without the hive) as `reg query`, `reg export` or PowerShell print them. */
export type RegistryKeys = ReadonlyMap<string, ReadonlyMap<string, string | number>>;

/** https://learn.microsoft.com/windows-server/administration/windows-commands/reg-query: names and types are not translated. */
export function readRegistry(text: string): RegistryKeys {
  const keys = new Map<string, Map<string, string | number>>();
  let values: Map<string, string | number> | null = null;
  for (const line of text.split(/\r?\n/)) {
    const key = /^\s*\[?-?(?:HKEY_[A-Z_]+|HKLM|HKCU)(?::)?\\(.+?)\]?\s*$/i.exec(line);
    if (key !== null) {
      const path = (key[1] ?? '').toLowerCase();
      values = keys.get(path) ?? new Map<string, string | number>();
      keys.set(path, values);
      continue;
    }
    const entry = readValue(line);
    if (entry === null) continue;
    // A paste without its key line still has its values.
    values ??= keys.get('') ?? new Map<string, string | number>();
    if (keys.size === 0) keys.set('', values);
    values.set(entry.name.toLowerCase(), entry.value);
  }
  return keys;
}

function readValue(line: string): { name: string; value: string | number } | null {
  const query = /^\s+(\S.*?)\s+REG_(SZ|EXPAND_SZ|DWORD|QWORD|MULTI_SZ|BINARY)(?:\s+(.*?))?\s*$/.exec(line);
  if (query !== null) {
    const [, name = '', type = '', data = ''] = query;
    return type === 'DWORD' || type === 'QWORD' ? numeric(name, data) : { name, value: data };
  }
  const exported = /^"([^"]+)"=(?:dword:([0-9a-f]{8})|"(.*)")\s*$/i.exec(line);
  if (exported === null) return null;
  const [, name = '', dword, text = ''] = exported;
  return dword === undefined ? { name, value: text } : { name, value: Number.parseInt(dword, 16) };
}

function numeric(name: string, data: string): { name: string; value: number } | null {
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(data)) return null;
  return { name, value: Number(data) };
}
