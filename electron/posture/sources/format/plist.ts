/** The value of an Apple XML property list (https://developer.apple.com/library/archive/documentation/Cocoa/Conceptual/PropertyLists/), or undefined. */
export function readPlist(withComments: string): unknown {
  const text = withComments.replace(/<!--[\s\S]*?-->/g, '');
  const start = text.indexOf('<plist');
  const end = text.lastIndexOf('</plist>');
  if (start === -1 || end === -1) return undefined;
  const tokens = [...text.slice(start, end).matchAll(TOKEN)];
  const reader = new Reader(tokens.slice(1));
  return reader.value();
}

const TOKEN =
  /<(plist|dict|array|key|string|integer|real|date|data|true|false)\b[^>]*?(\/)?>|<\/(dict|array|key|string|integer|real|date|data)>|([^<]+)/g;
/** Deeper than any real one, shallow enough for the stack. */
const MAX_DEPTH = 64;

class Reader {
  #tokens: readonly RegExpExecArray[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly RegExpExecArray[]) {
    this.#tokens = tokens;
  }

  value(): unknown {
    this.#skipSpace();
    const token = this.#tokens[this.#at++];
    const name = token?.[1];
    if (token === undefined || name === undefined) return undefined;
    const empty = token[2] === '/';
    switch (name) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'dict':
        return empty ? {} : this.#nested(() => this.#dict());
      case 'array':
        return empty ? [] : this.#nested(() => this.#array());
      case 'integer':
      case 'real':
        return number(empty ? '' : this.#text(name));
      default:
        return empty ? '' : this.#text(name);
    }
  }

  #nested<T>(read: () => T): T | undefined {
    if (this.#depth >= MAX_DEPTH) return undefined;
    this.#depth += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #dict(): unknown {
    const entries: [string, unknown][] = [];
    for (;;) {
      this.#skipSpace();
      const token = this.#tokens[this.#at];
      if (token?.[3] === 'dict') {
        this.#at += 1;
        return Object.fromEntries(entries);
      }
      if (token?.[1] !== 'key') return undefined;
      this.#at += 1;
      const key = this.#text('key');
      const value = this.value();
      if (value === undefined) return undefined;
      entries.push([key, value]);
    }
  }

  #array(): unknown {
    const items: unknown[] = [];
    for (;;) {
      this.#skipSpace();
      const token = this.#tokens[this.#at];
      if (token === undefined) return undefined;
      if (token[3] === 'array') {
        this.#at += 1;
        return items;
      }
      const value = this.value();
      if (value === undefined) return undefined;
      items.push(value);
    }
  }

  #text(name: string): string {
    const token = this.#tokens[this.#at];
    const text = token?.[4] ?? '';
    if (token?.[4] !== undefined) this.#at += 1;
    if (this.#tokens[this.#at]?.[3] === name) this.#at += 1;
    return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, entity: string) => ENTITIES[entity] ?? '');
  }

  #skipSpace(): void {
    while (this.#tokens[this.#at]?.[4]?.trim() === '') this.#at += 1;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function number(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}
