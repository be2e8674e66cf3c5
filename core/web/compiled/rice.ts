/** Rice's code of ascending whole numbers below 2^52: gap / 2^k in unary (ones, then a zero), the rest in k bits. */
export interface RiceRun {
  readonly count: number;
  readonly k: number;
  readonly bytes: Uint8Array;
}

export const MAX_RICE_BITS = 51;

/** `values` ascend strictly. `below` is what they are all smaller than; it only helps to choose k. */
export function encodeRice(values: ArrayLike<number>, below: number): RiceRun {
  const count = values.length;
  const k = riceBits(count, below);
  const writer = new BitWriter(Math.ceil((count * (k + 3)) / 8) + 16);
  const size = 2 ** k;
  let before = -1;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    const gap = value - before - 1;
    before = value;
    const quotient = Math.floor(gap / size);
    writer.ones(quotient);
    writer.bits(0, 1);
    writer.wide(gap - quotient * size, k);
  }
  return { count, k, bytes: writer.finish() };
}

/** Golomb's parameter for gaps of this mean, rounded to a power of two: ln 2 times the mean. */
function riceBits(count: number, below: number): number {
  const mean = below / Math.max(1, count);
  return Math.min(MAX_RICE_BITS, Math.max(0, Math.round(Math.log2(Math.max(1, mean * Math.LN2)))));
}

/** Reads a run one number at a time, so that the caller can pause anywhere. NaN: the run is cut short or too large. */
export class RiceReader {
  readonly #bytes: Uint8Array;
  readonly #k: number;
  readonly #below: number;
  #at = 0;
  #word = 0;
  #have = 0;
  #before = -1;

  constructor(run: RiceRun, below: number) {
    this.#bytes = run.bytes;
    this.#k = run.k;
    this.#below = below;
  }

  next(): number {
    let quotient = 0;
    for (;;) {
      const bit = this.#take(1);
      if (bit === 0) break;
      if (bit < 0) return Number.NaN;
      quotient++;
    }
    const high = this.#k > 24 ? this.#take(this.#k - 24) : 0;
    const low = this.#take(Math.min(24, this.#k));
    const value = this.#before + 1 + quotient * 2 ** this.#k + high * 2 ** 24 + low;
    if (high < 0 || low < 0 || !(value < this.#below)) return Number.NaN;
    this.#before = value;
    return value;
  }

  /** Whether nothing but the padding of the last byte is left, and that is zero. */
  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length && this.#have < 8 && (this.#word & ((1 << this.#have) - 1)) === 0;
  }

  /** Up to 27 bits, most significant first; -1 at the end. */
  #take(count: number): number {
    if (count > 16) {
      const high = this.#take(count - 16);
      const low = this.#take(16);
      return high < 0 || low < 0 ? -1 : high * 65_536 + low;
    }
    while (this.#have < count) {
      if (this.#at >= this.#bytes.length) return -1;
      this.#word = ((this.#word & 0xffff) << 8) | (this.#bytes[this.#at++] as number);
      this.#have += 8;
    }
    this.#have -= count;
    return (this.#word >>> this.#have) & ((1 << count) - 1);
  }
}

class BitWriter {
  #bytes: Uint8Array;
  #size = 0;
  #word = 0;
  #have = 0;

  constructor(expected: number) {
    this.#bytes = new Uint8Array(expected);
  }

  ones(count: number): void {
    let left = count;
    for (; left >= 16; left -= 16) this.bits(0xffff, 16);
    if (left > 0) this.bits((1 << left) - 1, left);
  }

  wide(value: number, count: number): void {
    if (count > 24) {
      const high = Math.floor(value / 2 ** 24);
      this.wide(high, count - 24);
      this.wide(value - high * 2 ** 24, 24);
    } else if (count > 16) {
      this.bits(value >>> 16, count - 16);
      this.bits(value & 0xffff, 16);
    } else this.bits(value, count);
  }

  bits(value: number, count: number): void {
    this.#word = (this.#word << count) | value;
    this.#have += count;
    while (this.#have >= 8) {
      this.#have -= 8;
      if (this.#size === this.#bytes.length) this.#grow();
      this.#bytes[this.#size++] = this.#word >>> this.#have;
      this.#word &= (1 << this.#have) - 1;
    }
  }

  finish(): Uint8Array {
    if (this.#have > 0) this.bits(0, 8 - this.#have);
    return this.#bytes.slice(0, this.#size);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
