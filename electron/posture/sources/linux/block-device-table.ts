/** A row with its columns by name, in upper case; what stands above it in the tree, if there is one. */
export interface Row {
  readonly cells: Readonly<Record<string, string>>;
  readonly mountpoints: readonly string[];
  readonly parent: Row | null;
}

/** Columns of which at least one must be there for a heading to be lsblk's. */
const TELLING = /^(TYPE|FSTYPE|MOUNTPOINTS?)$/;
const NAMES = /^(NAME|KNAME|PATH)$/;

/** `NAME="sda" TYPE="disk" …` (-P). */
export function rowsOfPairs(output: string): Row[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const cells: Record<string, string> = {};
    for (const match of line.matchAll(/([A-Z][A-Z0-9:_%-]*)="((?:[^"\\]|\\.)*)"/g))
      cells[match[1] ?? ''] = unescape(match[2] ?? '');
    if (cells['NAME'] === undefined && cells['KNAME'] === undefined && cells['PATH'] === undefined) return [];
    return [{ cells, mountpoints: mountpointsOf(cells), parent: null }];
  });
}

/** A tree, a list or raw columns, as people see them; null when no line is a heading of lsblk's. */
export function rowsOfTable(output: string): Row[] | null {
  const lines = readable(output).split(/\r?\n/);
  const headAt = lines.findIndex((line) => {
    const words = line.trim().split(/\s+/);
    return words.some((word) => NAMES.test(word)) && words.some((word) => TELLING.test(word));
  });
  const head = lines[headAt];
  if (head === undefined) return null;
  const rows = lines.slice(headAt + 1);
  return isRaw(head, rows) ? rowsOfRaw(head, rows) : rowsOfTree(head, rows);
}

/** Box-drawing characters that came through the wrong code page, so that each takes one place again. */
function readable(output: string): string {
  return output.replace(
    /\u00e2[\u0094\u201d]([\u0080-\u00ff\u0152\u0153\u0161\u2018-\u2022\u20ac\u201a\u201e])/g,
    (_, last: string) => (last === '\u0080' || last === '\u20ac' ? '─' : '│'),
  );
}

/** `-r` puts one space between columns, whatever their width; aligned columns leave wider gaps somewhere. */
function isRaw(head: string, rows: readonly string[]): boolean {
  return !/\S {2,}\S/.test(head) && !rows.some((row) => /^\s*[│├└─|`]|\S {2,}\S {2,}\S/.test(row));
}

function rowsOfRaw(head: string, rows: readonly string[]): Row[] {
  const names = head.trim().split(' ');
  return rows
    .filter((row) => row.trim() !== '')
    .map((row) => {
      const cells = Object.fromEntries(
        row.split(' ').map((cell, index) => [names[index] ?? '', unescape(cell)] as const),
      );
      return { cells, mountpoints: mountpointsOf(cells), parent: null };
    });
}

interface Column {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Its columns are cut by the heading's positions, which are the only thing that is certain. */
function rowsOfTree(head: string, lines: readonly string[]): Row[] {
  const columns = [...head.matchAll(/\S+/g)].map((match): Column => ({
    name: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const named = columns.find((column) => NAMES.test(column.name)) ?? columns[0];
  const mounts = columns.find((column) => /^MOUNTPOINTS?$/.test(column.name));
  const rows: (Row & { cells: Record<string, string>; mountpoints: string[] })[] = [];
  const open: { readonly indent: number; readonly row: Row }[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const further = furtherMount(line, mounts, named);
    const previous = rows.at(-1);
    if (further !== null) {
      previous?.mountpoints.push(further);
      continue;
    }
    const { indent, plain, isBranch } = withoutBranches(line, named?.start ?? 0);
    const cells = cellsOf(plain, columns, isBranch ? named : undefined);
    if (!isBranch || named === undefined || cells[named.name] === undefined) {
      // In a narrow terminal the other columns of a row follow on a line of their own.
      if (previous !== undefined) {
        for (const [name, cell] of Object.entries(cells)) previous.cells[name] ??= cell;
        previous.mountpoints.push(...mountpointsOf(cells));
      }
      continue;
    }
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
    const row = { cells, mountpoints: [...mountpointsOf(cells)], parent: open.at(-1)?.row ?? null };
    rows.push(row);
    open.push({ indent, row });
  }
  return rows;
}

/** Further mount points of the device above stand alone under their column, with at most branches before them. */
function furtherMount(line: string, mounts: Column | undefined, named: Column | undefined): string | null {
  if (mounts === undefined || named === undefined || mounts.start <= named.start) return null;
  const words = line.replace(/[│|├└─`]/g, ' ');
  const at = words.search(/\S/);
  return at >= mounts.start - 2 ? words.trim() : null;
}

/** The branches drawn before the name, as an indent; the name then stands where its column begins. A disk has none. */
function withoutBranches(line: string, nameAt: number): { indent: number; plain: string; isBranch: boolean } {
  const branches = /^[\s│├└─|`?-]*/.exec(line.slice(nameAt))?.[0] ?? '';
  const indent = branches.length;
  const plain = line.slice(0, nameAt) + ' '.repeat(indent) + line.slice(nameAt + indent);
  return { indent, plain, isBranch: indent === 0 || /[─?-]$/.test(branches) };
}

/** A cell belongs to the column whose heading it overlaps or is nearest to: numbers stand flush right, words flush left. */
function cellsOf(line: string, columns: readonly Column[], named: Column | undefined): Record<string, string> {
  const cells: Record<string, string> = {};
  let least = 0;
  for (const match of line.matchAll(/\S+/g)) {
    const start = match.index;
    const end = start + match[0].length;
    let best = -1;
    let bestGap = Number.POSITIVE_INFINITY;
    for (const [index, column] of columns.entries()) {
      // Columns come in their order: a cell never belongs to one before the last cell's.
      if (index < least) continue;
      const gap =
        Math.max(column.start - end, start - column.end, 0) * 100 +
        Math.min(Math.abs(column.start - start), Math.abs(column.end - end));
      if (gap < bestGap) {
        best = index;
        bestGap = gap;
      }
    }
    // What follows the branches is the name, however far they push it out of its column.
    const isName = named !== undefined && cells[named.name] === undefined && start >= named.start;
    // Sizes that grew push the last column to the right; a path at the end of the line is a mount point all the same.
    const last = columns.at(-1);
    const isMount =
      last !== undefined &&
      /^MOUNTPOINTS?$/.test(last.name) &&
      end === line.trimEnd().length &&
      /^(\/(?!dev\/)|\[SWAP\]$)/.test(match[0]);
    const column = isName ? named : isMount ? last : columns[best];
    if (column === undefined) continue;
    least = columns.indexOf(column);
    const before = cells[column.name];
    cells[column.name] = before === undefined ? match[0] : `${before} ${match[0]}`;
  }
  return cells;
}

function mountpointsOf(cells: Readonly<Record<string, string>>): readonly string[] {
  return `${cells['MOUNTPOINTS'] ?? ''}\n${cells['MOUNTPOINT'] ?? ''}`
    .split(/\n|\\n/)
    .filter((mountpoint) => mountpoint !== '');
}

function unescape(text: string): string {
  return text.replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
