/** Length of the pieces of text by which patterns are found. Four characters are one number, and most patterns have four in a row. */
export const GRAM = 4;

/** 2^19 bits are 64 KB: of the places of a URL that hold no rule's characters, about one in fifty gets past it. */
const BITMAP_BITS = 19;

/**
 * Finds rules by four characters that each of them holds. A URL is walked once; a bitmap says for nearly every place that no rule
 * has these four characters.
 */
export class GramIndex<T> {
  private readonly bitmap = new Int32Array((1 << BITMAP_BITS) / 32);
  private readonly numbers = new Map<number, number>();
  private readonly buckets: T[][] = [];
  /** Open addressing: the gram, then its bucket's number plus one. Made anew when a bucket is added. */
  private table = new Int32Array(0);

  get isEmpty(): boolean {
    return this.buckets.length === 0;
  }

  add(gram: number, value: T): void {
    const known = this.numbers.get(gram);
    if (known !== undefined) {
      this.buckets[known]?.push(value);
      return;
    }
    const slot = bitOf(gram);
    this.bitmap[slot >>> 5] = (this.bitmap[slot >>> 5] ?? 0) | (1 << (slot & 31));
    this.numbers.set(gram, this.buckets.length);
    this.buckets.push([value]);
    this.table = new Int32Array(0);
  }

  /** Calls `visit` with the bucket of each place in `text` and where its four characters start, until it returns a value. */
  search<R>(text: string, visit: (bucket: readonly T[], at: number) => R | undefined): R | undefined {
    if (this.buckets.length === 0) return undefined;
    if (this.table.length === 0) this.table = tableOf(this.numbers);
    const { bitmap } = this;
    const { length } = text;
    let gram = 0;
    for (let at = 0; at < length; at += 1) {
      gram = (gram << 8) | (text.charCodeAt(at) & 0xff);
      const slot = bitOf(gram);
      if (((bitmap[slot >>> 5] ?? 0) & (1 << (slot & 31))) === 0) continue;
      const bucket = this.bucketOf(gram);
      if (bucket === undefined) continue;
      const result = visit(bucket, at - GRAM + 1);
      if (result !== undefined) return result;
    }
    return undefined;
  }

  private bucketOf(gram: number): readonly T[] | undefined {
    const { table } = this;
    const mask = table.length / 2 - 1;
    for (let slot = placeOf(gram) & mask; ; slot = (slot + 1) & mask) {
      const number = table[2 * slot + 1] ?? 0;
      if (number === 0) return undefined;
      if (table[2 * slot] === gram) return this.buckets[number - 1];
    }
  }
}

/** The four characters at `at` as a number. */
export function gramAt(text: string, at: number): number {
  let gram = 0;
  for (let index = at; index < at + GRAM; index += 1) gram = (gram << 8) | (text.charCodeAt(index) & 0xff);
  return gram;
}

/** At most half full, so that probes end soon. */
function tableOf(numbers: ReadonlyMap<number, number>): Int32Array<ArrayBuffer> {
  let places = 16;
  while (places < numbers.size * 2) places *= 2;
  const table = new Int32Array(places * 2);
  for (const [gram, number] of numbers) {
    let slot = placeOf(gram) & (places - 1);
    while (table[2 * slot + 1] !== 0) slot = (slot + 1) & (places - 1);
    table[2 * slot] = gram;
    table[2 * slot + 1] = number + 1;
  }
  return table;
}

/** Knuth's multiplicative hash; 2654435769 is 2^32 over the golden ratio. Its high bits are the well mixed ones. */
function bitOf(gram: number): number {
  return Math.imul(gram, 2_654_435_769) >>> (32 - BITMAP_BITS);
}

function placeOf(gram: number): number {
  return Math.imul(gram ^ (gram >>> 15), 2_246_822_519) >>> 7;
}
