/** What was sent, as a tree to read: names with values, and texts that are themselves JSON opened up. */
export type Readable =
  | { readonly kind: 'value'; readonly name: string; readonly value: string | number | boolean | null }
  | { readonly kind: 'group'; readonly name: string; readonly items: readonly Readable[] };

const MAX_DEPTH = 8;

/** Null when the text is not JSON: then only the text itself is true. */
export function readable(body: string): readonly Readable[] | null {
  const value = parse(body);
  return isObject(value) ? entries(value, 0) : null;
}

function entries(value: object, depth: number): readonly Readable[] {
  return Object.entries(value).map(([name, item]) => node(name, item, depth + 1));
}

function node(name: string, value: unknown, depth: number): Readable {
  if (typeof value === 'string') {
    const inner = value.startsWith('{') ? parse(value) : undefined;
    return isObject(inner) && depth < MAX_DEPTH
      ? { kind: 'group', name, items: entries(inner, depth) }
      : { kind: 'value', name, value };
  }
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return { kind: 'value', name, value };
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number'))
    return { kind: 'value', name, value: value.join(', ') };
  if (isObject(value) && depth < MAX_DEPTH) return { kind: 'group', name, items: entries(value, depth) };
  return { kind: 'value', name, value: JSON.stringify(value) ?? '' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
