/** The first lines of every page made from code. */
export function pageHead(title: string, source: string): string {
  return `# ${title}\n\n<!-- Made from ${source} by "npm run docs". Changes belong there. -->\n`;
}

/** A table cell can't hold a line break or a bar. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}
