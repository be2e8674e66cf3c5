/** RFC 3492 §5: parameters of Punycode for domain names. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;

/** RFC 1035 §2.3.4: a label has at most 63 characters; the decoder's work grows with the square of it. */
const MAX_LABEL = 63;

/** The label as people see it (RFC 3492 §6.2). What is no valid A-label stays as it is. */
export function labelToUnicode(label: string): string {
  if (!label.startsWith('xn--') || label.length > MAX_LABEL) return label;
  const body = label.slice(4);
  const delimiter = body.lastIndexOf('-');
  const codes = Array.from(body.slice(0, Math.max(0, delimiter)), (char) => char.codePointAt(0) ?? 0);
  return decode(body.slice(delimiter + 1), codes) ?? label;
}

function decode(digits: string, codes: number[]): string | undefined {
  let n = INITIAL_N;
  let index = 0;
  let bias = INITIAL_BIAS;
  for (let at = 0; at < digits.length;) {
    const before = index;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(digits.charCodeAt(at));
      at += 1;
      if (digit === -1 || weight > 0x7f_ff_ff) return undefined;
      index += digit * weight;
      const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = codes.length + 1;
    bias = adapt(index - before, length, before === 0);
    n += Math.floor(index / length);
    index %= length;
    if (n > 0x10_ff_ff) return undefined;
    codes.splice(index, 0, n);
    index += 1;
  }
  return String.fromCodePoint(...codes);
}

function digitOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : -1;
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
