/** Lists as people type them: one thing a line, or with commas between. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/[\n,;]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Things of a few words each: a line each, its words in the order of the columns. What is missing is left empty, for the schema to name. */
export function rowsOf(text: string, columns: readonly string[]): readonly Readonly<Record<string, string>>[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const words = line.split(/\s+/u);
      return Object.fromEntries(columns.map((column, index) => [column, words[index] ?? '']));
    });
}

/** The inverse of `rowsOf`, for values that have no white space in them. */
export function rowsText(rows: unknown, columns: readonly string[]): string {
  if (!Array.isArray(rows)) return '';
  return rows
    .map((row: Readonly<Record<string, string | undefined>>) => columns.map((column) => row[column] ?? '').join(' '))
    .join('\n');
}
