import { asObject, field, readJson } from '../format/json.ts';
import { readRegistry } from '../format/registry.ts';
import { readRows } from '../format/rows.ts';

export interface RegistryValue {
  /** Lower case, without the hive; empty when the text does not say. */
  readonly path: string;
  readonly value: string | number;
}

/** Everywhere that a value of this name stands, as `reg query`, `reg export` or PowerShell (JSON or list) print it. */
export function registryValues(output: string, name: string): readonly RegistryValue[] {
  const found: RegistryValue[] = [];
  for (const [path, values] of readRegistry(output)) {
    const value = values.get(name.toLowerCase());
    if (value !== undefined) found.push({ path, value });
  }
  if (found.length > 0) return found;
  const rows = asObject(readJson(output)) === null ? readRows(output) : readRows(output).slice(0, 8);
  return rows.flatMap((row) => {
    const value = field(row, name);
    return typeof value === 'string' || typeof value === 'number' ? [{ path: '', value }] : [];
  });
}

/** A switch: 1 or 0, as number or text. null when it is not there, is anything else, or stands there twice with both. */
export function registrySwitch(output: string, name: string): boolean | null {
  const states = new Set(registryValues(output, name).map(({ value }) => switchOf(value)));
  const [only] = states;
  return states.size === 1 && only !== undefined ? only : null;
}

export function switchOf(value: string | number): boolean | null {
  const text = String(value).trim();
  return text === '1' || text === '0x1' ? true : text === '0' || text === '0x0' ? false : null;
}
