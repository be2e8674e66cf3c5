/** PowerShell's Format-List, and everything else of the shape `Name : Value` in blocks between empty lines. */
export function readFormatList(text: string): readonly Readonly<Record<string, string>>[] {
  const blocks: Record<string, string>[] = [];
  let block: Record<string, string> | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') {
      block = null;
      continue;
    }
    const match = /^\s*([A-Za-z_][\w .-]*?)\s*:\s?(.*)$/.exec(line);
    if (match === null) continue;
    const [, name = '', value = ''] = match;
    // Some hosts drop the empty line between two objects: a name that comes again begins the next one.
    if (block === null || Object.hasOwn(block, name)) {
      block = {};
      blocks.push(block);
    }
    block[name] = value.trim();
  }
  return blocks;
}
