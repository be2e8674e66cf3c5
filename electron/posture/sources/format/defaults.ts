import { readJson } from './json.ts';
import { readPlist } from './plist.ts';

/** A property list in whichever form it was pasted: XML, JSON, or as `defaults read` and `plutil -p` show it; undefined when it is none. */
export function readAnyPlist(text: string): unknown {
  return readPlist(text) ?? readJson(text) ?? readDefaults(text);
}

/** Deeper than any real one, shallow enough for the stack. */
const MAX_DEPTH = 32;

/**
 * The old style that `defaults read` prints (defaults(1)): { Name = Value; } and ( item, item ). `plutil -p` writes the same with arrows and
 * no semicolons. Everything is text, since the form does not tell 1 from true. undefined unless it is whole.
 */
function readDefaults(text: string): unknown {
  const start = /^\s*[{(]\s*$/m.exec(text)?.index;
  if (start === undefined) return undefined;
  const tokens = [...text.slice(start).matchAll(TOKEN)].map((match) => match[0]);
  const reader = new Reader(tokens);
  return reader.value();
}

const TOKEN = /"(?:[^"\\]|\\.)*"|<[0-9a-f ]*>|=>|[{}()[\]=;,]|[^\s{}()[\]=;,"]+/g;
const ENDS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  value(): unknown {
    const token = this.#tokens[this.#at++];
    if (token === undefined || /^[})\];,]$|^=>?$/.test(token)) return undefined;
    const end = ENDS[token];
    if (end === undefined) return this.#word(token);
    if (this.#depth >= MAX_DEPTH) return undefined;
    this.#depth += 1;
    const read = end === '}' ? this.#dictionary() : this.#list(end);
    this.#depth -= 1;
    return read;
  }

  #dictionary(): unknown {
    const entries: [string, unknown][] = [];
    while (this.#tokens[this.#at] !== '}') {
      const key = this.value();
      if (typeof key !== 'string' || !/^=>?$/.test(this.#tokens[this.#at++] ?? '')) return undefined;
      const value = this.value();
      if (value === undefined) return undefined;
      entries.push([key, value]);
      if (this.#tokens[this.#at] === ';') this.#at += 1;
    }
    this.#at += 1;
    return Object.fromEntries(entries);
  }

  #list(end: string): unknown {
    const items: unknown[] = [];
    while (this.#tokens[this.#at] !== end) {
      const item = this.value();
      if (item === undefined) return undefined;
      // `plutil -p` numbers the items.
      if (this.#tokens[this.#at] === '=>') {
        this.#at += 1;
        const value = this.value();
        if (value === undefined) return undefined;
        items.push(value);
      } else items.push(item);
      if (this.#tokens[this.#at] === ',') this.#at += 1;
    }
    this.#at += 1;
    return items;
  }

  /** A date of `plutil -p` is three words. */
  #word(first: string): string {
    let word = first.startsWith('"') ? first.slice(1, -1).replace(/\\(.)/g, '$1') : first;
    while (/^[\d:+-]+$/.test(this.#tokens[this.#at] ?? '') && /^\d{4}-\d\d-\d\d/.test(word))
      word += ` ${this.#tokens[this.#at++] ?? ''}`;
    return word;
  }
}

/** A yes or no of a property list: `true`, 1 and "1" are one; null for anything else. */
export function plistBoolean(value: unknown): boolean | null {
  if (value === true || value === 1 || /^(1|yes|true)$/i.test(String(value))) return true;
  return value === false || value === 0 || /^(0|no|false)$/i.test(String(value)) ? false : null;
}
