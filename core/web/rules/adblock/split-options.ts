/** Things that look like `name`, `~name` or `name=value`, with commas between. Values may hold anything but a comma, unless escaped or quoted. */
const OPTION_LIST =
  /^~?(?:[a-z_][a-z0-9_-]*|[13]p)(?:=(?:"[^"]*"|\/(?:[^/\\]|\\.)*\/[a-z]*(?=,|$)|(?:[^,\\]|\\.)*))?(?:,|$)/i;

/**
 * Cuts a network rule at the `$` that starts its options: the last one that is followed by a list of options, since patterns and
 * values may hold dollars, too. No options: `undefined`.
 */
export function splitOptions(text: string): {
  readonly pattern: string;
  readonly options: readonly string[] | undefined;
} {
  for (
    let dollar = text.lastIndexOf('$');
    dollar !== -1;
    dollar = dollar === 0 ? -1 : text.lastIndexOf('$', dollar - 1)
  ) {
    const options = readOptions(text.slice(dollar + 1));
    if (options !== undefined) return { pattern: text.slice(0, dollar), options };
  }
  return { pattern: text, options: undefined };
}

function readOptions(text: string): string[] | undefined {
  const options: string[] = [];
  let rest = text;
  while (rest !== '') {
    const found = OPTION_LIST.exec(rest);
    if (found === null) return undefined;
    options.push(found[0].replace(/,$/, '').trim());
    rest = rest.slice(found[0].length).trimStart();
  }
  return options.length === 0 ? undefined : options;
}
