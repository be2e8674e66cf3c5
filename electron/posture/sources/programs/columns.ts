/** One row of a table, by the names in its head (lower case). */
export type Row = Readonly<Record<string, string>>;

/**
 * A table whose head has a line of `---` or `===` below it, as PowerShell's Format-Table and `tasklist` print it. The rule's own columns
 * are what is sure: heads are translated, and names have spaces in them.
 */
export function readRuledTable(
  lines: readonly string[],
): { readonly rows: readonly Row[]; readonly widths: Readonly<Record<string, number>> } | null {
  const at = lines.findIndex((line) => /^\s*(?:-+|=+)(?:\s+(?:-+|=+))+\s*$/.test(line));
  const rule = lines[at];
  const head = lines[at - 1];
  if (rule === undefined || head === undefined) return null;
  const isEquals = rule.includes('=');
  const columns = [...rule.matchAll(/[-=]+/g)].map(({ index, 0: { length } }, number, all) => ({
    name:
      head
        .slice(index, all[number + 1]?.index ?? undefined)
        .trim()
        .toLowerCase() || String(number),
    start: index,
    // `tasklist` fills its columns exactly; PowerShell's rule is only as long as the head, and the column goes on to the next.
    end: isEquals && number < all.length - 1 ? index + length : (all[number + 1]?.index ?? Number.POSITIVE_INFINITY),
    width: length,
  }));
  const rows = lines
    .slice(at + 1)
    .filter((line) => line.trim() !== '' && line !== head && line !== rule)
    .map((line) => Object.fromEntries(columns.map(({ name, start, end }) => [name, line.slice(start, end)] as const)));
  return { rows, widths: Object.fromEntries(columns.map(({ name, width }) => [name, width] as const)) };
}

/** RFC 4180, with quotes or without; the first line names the columns unless `head` does. */
export function readCsvLine(line: string, separator = ','): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at];
    if (letter === '"' && quoted && line[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter ?? '';
  }
  return [...cells, cell];
}
