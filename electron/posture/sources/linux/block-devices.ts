import { asArray, asObject, asString, field, readJson, type JsonObject } from '../format/json.ts';

/** One row of lsblk, in whichever of its forms. */
export interface BlockDevice {
  readonly name: string;
  readonly kname: string;
  readonly type: string | null;
  readonly fstype: string | null;
  readonly mountpoints: readonly string[];
  readonly parents: readonly BlockDevice[];
}

interface Row {
  readonly name: string;
  readonly kname: string;
  readonly pkname: string | null;
  readonly type: string | null;
  readonly fstype: string | null;
  readonly mountpoints: readonly string[];
  readonly parent: Row | null;
}

/** The devices of `lsblk --json`, `--pairs` or its tree, each with what it stands on; null when it is none of these. */
export function readBlockDevices(output: string): readonly BlockDevice[] | null {
  const json = asObject(readJson(output));
  if (json !== null)
    return json['blockdevices'] === undefined ? null : link(rowsOfJson(asArray(json['blockdevices']), null));
  const rows = /^\s*\S+="/m.test(output) ? rowsOfPairs(output) : rowsOfTree(output);
  return rows === null || rows.length === 0 ? null : link(rows);
}

function rowsOfJson(items: readonly unknown[], parent: Row | null, depth = 0): Row[] {
  if (depth > 32) return [];
  return items.flatMap((item) => {
    const object = asObject(item);
    const name = object === null ? null : asString(field(object, 'name'));
    if (object === null || name === null) return [];
    const row: Row = {
      name,
      kname: asString(field(object, 'kname')) ?? name,
      pkname: asString(field(object, 'pkname')),
      type: asString(field(object, 'type')),
      fstype: asString(field(object, 'fstype')),
      mountpoints: mountpointsOf(object),
      parent,
    };
    return [row, ...rowsOfJson(asArray(field(object, 'children')), row, depth + 1)];
  });
}

function mountpointsOf(object: JsonObject): readonly string[] {
  return [field(object, 'mountpoint'), ...asArray(field(object, 'mountpoints'))].flatMap(
    (value) => asString(value) ?? [],
  );
}

/** `NAME="sda" TYPE="disk" …` (-P); with --shell-friendly names the colons become underscores, which we don't use. */
function rowsOfPairs(output: string): Row[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const fields = new Map<string, string>();
    for (const match of line.matchAll(/([A-Z][A-Z0-9:_%-]*)="((?:[^"\\]|\\.)*)"/g))
      fields.set(match[1] ?? '', unescape(match[2] ?? ''));
    const name = fields.get('NAME') ?? fields.get('KNAME');
    if (name === undefined) return [];
    const some = (key: string): string | null => fields.get(key) || null;
    const mounts = `${fields.get('MOUNTPOINTS') ?? ''}\n${fields.get('MOUNTPOINT') ?? ''}`
      .split(/\n|\\n/)
      .filter((mount) => mount !== '');
    return [
      {
        name,
        kname: some('KNAME') ?? name,
        pkname: some('PKNAME'),
        type: some('TYPE'),
        fstype: some('FSTYPE'),
        mountpoints: mounts,
        parent: null,
      },
    ];
  });
}

function unescape(text: string): string {
  return text.replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The tree that people see. Its columns are cut by the header's positions, which are the only thing that is certain. */
function rowsOfTree(output: string): Row[] | null {
  const lines = output.split(/\r?\n/);
  const headerAt = lines.findIndex((line) => /^\s*NAME\b/.test(line) && /\b(TYPE|FSTYPE|MOUNTPOINTS?)\b/.test(line));
  if (headerAt === -1) return null;
  const columns = columnsOf(lines[headerAt] ?? '');
  const rows: Row[] = [];
  const open: { indent: number; row: Row }[] = [];
  for (const line of lines.slice(headerAt + 1)) {
    if (line.trim() === '') continue;
    const match = /^([\s│├└─|`-]*?)([^\s│├└─|`-]\S*)/.exec(line);
    const cells = cellsOf(line, columns);
    const previous = rows.at(-1);
    // Further mount points of the device above stand alone under the last column.
    if (match === null || (previous !== undefined && (match[1] ?? '').length >= (columns.at(1)?.start ?? 1) - 1)) {
      if (previous !== undefined) (previous.mountpoints as string[]).push(line.replace(/^[\s│|]*/, '').trim());
      continue;
    }
    const indent = (match[1] ?? '').length;
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
    const name = match[2] ?? '';
    const mounts = [cells['MOUNTPOINT'], cells['MOUNTPOINTS']].flatMap((cell) => cell || []);
    const row: Row = {
      name,
      kname: cells['KNAME'] || name,
      pkname: cells['PKNAME'] || null,
      type: cells['TYPE'] || null,
      fstype: cells['FSTYPE'] || null,
      mountpoints: mounts,
      parent: open.at(-1)?.row ?? null,
    };
    rows.push(row);
    open.push({ indent, row });
  }
  return rows;
}

interface Column {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function columnsOf(header: string): readonly Column[] {
  return [...header.matchAll(/\S+/g)].map((match) => ({
    name: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** A cell belongs to the column whose header it overlaps or is nearest to: numbers stand flush right, words flush left. */
function cellsOf(line: string, columns: readonly Column[]): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const match of line.matchAll(/\S+/g)) {
    const start = match.index;
    const end = start + match[0].length;
    let best: Column | null = null;
    let bestGap = Number.POSITIVE_INFINITY;
    for (const column of columns.slice(1)) {
      const gap =
        Math.max(column.start - end, start - column.end, 0) * 100 +
        Math.min(Math.abs(column.start - start), Math.abs(column.end - end));
      if (gap < bestGap) {
        best = column;
        bestGap = gap;
      }
    }
    if (best !== null && start > 0)
      cells[best.name] = cells[best.name] === undefined ? match[0] : `${cells[best.name]} ${match[0]}`;
  }
  return cells;
}

function link(rows: readonly Row[]): readonly BlockDevice[] {
  const made = new Map<Row, BlockDevice & { parents: BlockDevice[]; mountpoints: string[] }>();
  for (const row of rows)
    made.set(row, {
      name: row.name,
      kname: row.kname,
      type: row.type,
      fstype: row.fstype,
      mountpoints: [...row.mountpoints],
      parents: [],
    });
  for (const row of rows) {
    const device = made.get(row);
    if (device === undefined) continue;
    const above =
      row.parent === null
        ? rows.filter(
            (other) =>
              row.pkname !== null && other !== row && (other.kname === row.pkname || other.name === row.pkname),
          )
        : [row.parent];
    for (const parent of above) {
      const parentDevice = made.get(parent);
      if (parentDevice !== undefined) device.parents.push(parentDevice);
    }
  }
  return [...made.values()];
}
