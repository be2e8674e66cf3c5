/** Values as text and back, by the rules of the structured clone algorithm. */
export interface Codec {
  /** Throws `An object could not be cloned.` (Electron's words) for what can't be carried. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

type Cell = string | number | boolean | null | readonly [string, ...unknown[]];

/**
 * Self-contained on purpose: its text runs in the page as well (`createCodec.toString()`), so it may use nothing from
 * this module. Cells are `[tag, …]`; objects sit in one table by index, so that cycles and shared parts survive.
 */
export function createCodec(): Codec {
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const views: Readonly<Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const errors: Readonly<Record<string, new (message: string) => Error>> = {
    Error,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };
  const bytesToText = (bytes: Uint8Array): string => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const textToBytes = (text: string): ArrayBuffer => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer;

  const encode = (root: unknown): string => {
    const table: unknown[] = [];
    const seen = new Map<object, number>();
    const cell = (value: unknown): Cell => {
      switch (typeof value) {
        case 'string':
        case 'boolean':
          return value;
        case 'undefined':
          return ['u'];
        case 'number':
          return Number.isFinite(value) && !Object.is(value, -0)
            ? value
            : ['n', Object.is(value, -0) ? '-0' : String(value)];
        case 'bigint':
          return ['b', String(value)];
        case 'object':
          return value === null ? null : ['o', put(value)];
        case 'function':
        case 'symbol':
        default:
          return refuse();
      }
    };
    const entries = (value: object): unknown[] => Object.keys(value).map((key) => [key, cell(Reflect.get(value, key))]);
    const put = (value: object): number => {
      const known = seen.get(value);
      if (known !== undefined) return known;
      const index = table.push(null) - 1;
      seen.set(value, index);
      table[index] = describe(value);
      return index;
    };
    const describe = (value: object): unknown[] => {
      const brand = Object.prototype.toString.call(value).slice(8, -1);
      if (Array.isArray(value)) return ['array', value.length, entries(value)];
      if (ArrayBuffer.isView(value)) {
        // A Buffer is branded as the Uint8Array that it is.
        return ['view', brand, bytesToText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
      }
      if (value instanceof Error) {
        const cause = 'cause' in value ? [cell(value.cause)] : [];
        return ['error', value.name in errors ? value.name : 'Error', value.message, value.stack ?? '', cause];
      }
      switch (brand) {
        case 'Date':
          return ['date', cell((value as Date).getTime())];
        case 'RegExp':
          return ['regexp', (value as RegExp).source, (value as RegExp).flags];
        case 'Map':
          return ['map', [...(value as Map<unknown, unknown>)].map(([key, item]) => [cell(key), cell(item)])];
        case 'Set':
          return ['set', [...(value as Set<unknown>)].map(cell)];
        case 'ArrayBuffer':
          return ['buffer', bytesToText(new Uint8Array(value as ArrayBuffer))];
        case 'Boolean':
        case 'Number':
        case 'String':
          return ['boxed', cell((value as { valueOf(): unknown }).valueOf())];
        case 'Object':
        case 'Arguments':
          return ['object', entries(value)];
        default:
          return refuse();
      }
    };
    // The engine's own algorithm decides first: it knows promises, proxies, weak maps and DOM nodes from plain objects.
    try {
      structuredClone(root);
    } catch {
      refuse();
    }
    const first = cell(root);
    return JSON.stringify([first, table]);
  };

  const decode = (text: string): unknown => {
    const [first, table] = JSON.parse(text) as [Cell, unknown[][]];
    const made = new Map<number, unknown>();
    const value = (item: Cell): unknown => {
      if (!Array.isArray(item)) return item;
      const [tag, content] = item as [string, unknown];
      if (tag === 'u') return undefined;
      if (tag === 'n') return Number(content);
      if (tag === 'b') return BigInt(content as string);
      return take(content as number);
    };
    const keep = <T>(index: number, object: T): T => {
      made.set(index, object);
      return object;
    };
    const fill = (object: object, list: unknown): object => {
      for (const [key, item] of list as [string, Cell][]) {
        Object.defineProperty(object, key, {
          value: value(item),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
      return object;
    };
    const take = (index: number): unknown => {
      if (made.has(index)) return made.get(index);
      const [kind, a, b, c, d] = table[index] as [string, ...unknown[]];
      switch (kind) {
        case 'array':
          return Object.assign(fill(keep(index, [] as unknown[]), b), { length: a });
        case 'object':
          return fill(keep(index, {}), a);
        case 'view': {
          const View = views[a as string] ?? refuse();
          return keep(index, new View(textToBytes(b as string)));
        }
        case 'error': {
          const error = keep(index, new (errors[a as string] ?? Error)(b as string));
          Object.defineProperty(error, 'stack', { value: c, writable: true, configurable: true });
          for (const cause of d as Cell[])
            Object.defineProperty(error, 'cause', { value: value(cause), writable: true, configurable: true });
          return error;
        }
        case 'date':
          return keep(index, new Date(value(a as Cell) as number));
        case 'regexp':
          return keep(index, new RegExp(a as string, b as string));
        case 'map': {
          const map = keep(index, new Map<unknown, unknown>());
          for (const [key, item] of a as [Cell, Cell][]) map.set(value(key), value(item));
          return map;
        }
        case 'set': {
          const set = keep(index, new Set<unknown>());
          for (const item of a as Cell[]) set.add(value(item));
          return set;
        }
        case 'buffer':
          return keep(index, textToBytes(a as string));
        case 'boxed':
          return keep(index, Object(value(a as Cell)));
        default:
          return refuse();
      }
    };
    return value(first);
  };
  return { encode, decode };
}
