import { asArray, asObject, asString, field, readJson, type JsonObject } from '../format/json.ts';
import { rowsOfPairs, rowsOfTable, type Row } from './block-device-table.ts';

/** One row of lsblk, in whichever of its forms. */
export interface BlockDevice {
  readonly name: string;
  readonly kname: string;
  readonly type: string | null;
  readonly fstype: string | null;
  readonly uuid: string | null;
  readonly mountpoints: readonly string[];
  /** It can be taken out: RM, HOTPLUG or a USB transport. null when none of these was asked for. */
  readonly removable: boolean | null;
  readonly readOnly: boolean | null;
  readonly parents: readonly BlockDevice[];
}

/** The devices of `lsblk --json`, `--pairs`, `--raw`, `--list` or its tree, each with what it stands on; null when it is none of these. */
export function readBlockDevices(output: string): readonly BlockDevice[] | null {
  const json = asObject(readJson(output));
  if (json !== null)
    return json['blockdevices'] === undefined ? null : link(rowsOfJson(asArray(json['blockdevices']), null));
  const rows = /^\s*[A-Z][A-Z0-9:_%-]*="/m.test(output) ? rowsOfPairs(output) : rowsOfTable(output);
  return rows === null || rows.length === 0 ? null : link(rows);
}

function rowsOfJson(items: readonly unknown[], parent: Row | null, depth = 0): Row[] {
  if (depth > 32) return [];
  return items.flatMap((item) => {
    const object = asObject(item);
    if (object === null) return [];
    const row: Row = { cells: cellsOf(object), mountpoints: mountpointsOf(object), parent };
    return [row, ...rowsOfJson(asArray(field(object, 'children')), row, depth + 1)];
  });
}

/** Old versions write "0" and "1" where newer ones write false and true. */
function cellsOf(object: JsonObject): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [key, value] of Object.entries(object))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      cells[key.toUpperCase()] = typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
  return cells;
}

function mountpointsOf(object: JsonObject): readonly string[] {
  return [field(object, 'mountpoint'), ...asArray(field(object, 'mountpoints'))].flatMap(
    (value) => asString(value)?.split('\n') ?? [],
  );
}

function link(rows: readonly Row[]): readonly BlockDevice[] {
  const made = new Map<Row, BlockDevice & { parents: BlockDevice[] }>();
  for (const row of rows) made.set(row, { ...deviceOf(row), parents: [] });
  for (const row of rows) {
    const device = made.get(row);
    if (device === undefined) continue;
    for (const parent of row.parent === null ? namedParents(row, rows) : [row.parent]) {
      const above = made.get(parent);
      if (above !== undefined) device.parents.push(above);
    }
  }
  return [...made.values()];
}

/** In lists, which have no tree, PKNAME names the device below; one that stands on several is listed several times. */
function namedParents(row: Row, rows: readonly Row[]): readonly Row[] {
  const wanted = bare(row.cells['PKNAME'] ?? '');
  if (wanted === '') return [];
  return rows.filter(
    (other) =>
      other !== row &&
      [other.cells['KNAME'], other.cells['NAME']].some((name) => name !== undefined && bare(name) === wanted),
  );
}

function deviceOf({ cells, mountpoints }: Row): Omit<BlockDevice, 'parents'> {
  const some = (name: string): string | null => cells[name] || null;
  const name = bare(some('NAME') ?? some('KNAME') ?? some('PATH') ?? '');
  const flag = (column: string): boolean | null =>
    cells[column] === '1' ? true : cells[column] === '0' ? false : null;
  const transport = cells['TRAN'];
  const signs = [flag('RM'), flag('HOTPLUG'), transport === undefined ? null : transport === 'usb'];
  return {
    name,
    kname: bare(some('KNAME') ?? name),
    type: some('TYPE'),
    fstype: some('FSTYPE'),
    uuid: some('UUID'),
    mountpoints: mountpoints.filter((mountpoint) => mountpoint !== ''),
    removable: signs.includes(true) ? true : signs.includes(false) ? false : null,
    readOnly: flag('RO'),
  };
}

/** `lsblk -p` writes whole paths. */
function bare(name: string): string {
  return name.replace(/^\/dev\/(mapper\/)?/, '');
}
