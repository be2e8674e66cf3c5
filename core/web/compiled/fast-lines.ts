import { DOMAIN_MARK, type Origin } from './palette.ts';
import { SCOPE_TREE, type RuleColumns } from './rule-columns.ts';

/** Which lines may be read without the full parser: they mean the same to both. */
export type FastFormat = 'domains' | 'hosts' | 'adblock';

export interface FastOptions {
  readonly format: FastFormat;
  /** Place in `columns.lists`. */
  readonly list: number;
  /** Every line that the fast path does not vouch for, trimmed; `line` counts from 1. */
  readonly slow: (text: string, line: number) => void;
  readonly decode: (bytes: Uint8Array) => string;
}

const LF = 10;
/** Per byte: 0 not in a host name, 1 letter, hyphen or underscore, 2 digit, 3 dot. Upper case goes the slow way. */
const KIND = new Uint8Array(256);
for (let code = 97; code <= 122; code++) KIND[code] = 1;
for (let code = 48; code <= 57; code++) KIND[code] = 2;
KIND[45] = KIND[95] = 1;
KIND[46] = 3;

interface Shape {
  readonly before: string;
  readonly after: string;
  readonly bytesBefore: Uint8Array;
  readonly bytesAfter: Uint8Array;
}

const PUNYCODE = ascii('xn-');
const LOCAL = ascii('localdomain');
const shape = (before: string, after = ''): Shape => ({
  before,
  after,
  bytesBefore: ascii(before),
  bytesAfter: ascii(after),
});
const SHAPES: Readonly<Record<FastFormat, readonly Shape[]>> = {
  domains: [shape('')],
  hosts: [shape('0.0.0.0 '), shape('127.0.0.1 '), shape('127.0.0.1\t'), shape('0.0.0.0\t'), shape('')],
  adblock: [shape('||', '^')],
};

/**
 * Reads the plain lines of a list straight from its bytes into columns: no string, no object, no regular expression per line.
 * What it accepts is exactly a host name in lower case with two labels or more, no punycode and no number at its end, alone in
 * the shape that the format has; comments (`#`, `!`) and blank lines are passed over. Everything else goes to `slow`.
 */
export function readFastLines(columns: RuleColumns, bytes: Uint8Array, options: FastOptions): void {
  const shapes = SHAPES[options.format];
  const origins = shapes.map((one) => {
    const origin: Origin = { list: options.list, effect: 'block', template: one.before + DOMAIN_MARK + one.after };
    return columns.originOf(origin);
  });
  columns.reserveNames(bytes.length);
  let line = 0;
  // A byte order mark belongs to no line.
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const size = bytes.length;
  while (at < size) {
    line++;
    let end = bytes.indexOf(LF, at);
    if (end < 0) end = size;
    const next = end + 1;
    while (at < end && (bytes[at] as number) <= 32) at++;
    while (end > at && (bytes[end - 1] as number) <= 32) end--;
    const first = bytes[at];
    if (at < end && first !== 35 && first !== 33) {
      if (!readLine(columns, bytes, at, end, shapes, origins, line))
        options.slow(options.decode(bytes.subarray(at, end)), line);
    } else if (at < end && (options.format === 'adblock' || first === 33)) {
      // `!` and, in AdBlock lists, `##` tell the parser what kind of list this is.
      options.slow(options.decode(bytes.subarray(at, end)), line);
    }
    at = next;
  }
}

function readLine(
  columns: RuleColumns,
  bytes: Uint8Array,
  at: number,
  end: number,
  shapes: readonly Shape[],
  origins: readonly number[],
  line: number,
): boolean {
  for (let i = 0; i < shapes.length; i++) {
    const { bytesBefore, bytesAfter } = shapes[i] as Shape;
    const from = at + bytesBefore.length;
    const to = end - bytesAfter.length;
    if (from >= to || !isAt(bytes, bytesBefore, at) || !isAt(bytes, bytesAfter, to)) continue;
    if (!copyHost(columns, bytes, from, to)) return false;
    columns.push(to - from, origins[i] as number, SCOPE_TREE, line);
    return true;
  }
  return false;
}

/** Copies a plain host name to the end of the names; false if it is anything else. */
function copyHost(columns: RuleColumns, bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > 253) return false;
  const { names, namesLength } = columns;
  let label = 0;
  let dots = 0;
  let letters = 0;
  for (let i = from; i < to; i++) {
    const code = bytes[i] as number;
    const kind = KIND[code] as number;
    if (kind === 0) return false;
    if (kind === 3) {
      if (label === 0 || label > 63) return false;
      label = 0;
      letters = 0;
      dots++;
    } else {
      // Punycode (`xn--`) may be malformed: the parser knows. So with a hyphen at the start.
      if (code === 45 && (i === from || (label === 3 && isAt(bytes, PUNYCODE, i - 3)))) return false;
      label++;
      letters += kind & 1;
    }
    names[namesLength + i - from] = code;
  }
  // A last label without a letter, or like 0x1f, may be an IPv4 address.
  if (dots === 0 || label === 0 || label > 63 || letters === 0) return false;
  const last = to - label;
  if (bytes[to - 1] === 45 || (bytes[last] === 48 && bytes[last + 1] === 120)) return false;
  // Names of the machine itself, such as localhost.localdomain.
  return !(label === LOCAL.length && isAt(bytes, LOCAL, last));
}

function isAt(bytes: Uint8Array, wanted: Uint8Array, at: number): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
