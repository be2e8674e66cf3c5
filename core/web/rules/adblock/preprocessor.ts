/** What uBlock Origin calls true in a current Chromium (its wiki, "Static filter syntax: pre-parsing directives"). */
const TRUE: ReadonlySet<string> = new Set(['ext_ublock', 'env_chromium', 'cap_user_stylesheet', 'true']);

/** Heeds `!#if`, `!#else` and `!#endif`: tells for each line whether it counts. */
export class Preprocessor {
  private readonly stack: boolean[] = [];

  /** Takes a trimmed line; true when it is a directive, and so no rule. */
  takes(line: string): boolean {
    if (!line.startsWith('!#')) return false;
    if (line.startsWith('!#if')) this.stack.push(evaluate(line.slice(4)));
    else if (line.startsWith('!#else')) this.stack.push(!(this.stack.pop() ?? true));
    else if (line.startsWith('!#endif')) this.stack.pop();
    return true;
  }

  get isOff(): boolean {
    return this.stack.includes(false);
  }
}

/** `a && !b || c`, without regard to brackets around single words: lists hold no deeper ones. */
function evaluate(expression: string): boolean {
  const text = expression.replaceAll(/[()\s]/g, '');
  return text
    .split('||')
    .some((all) => all.split('&&').every((word) => (word.startsWith('!') ? !TRUE.has(word.slice(1)) : TRUE.has(word))));
}
