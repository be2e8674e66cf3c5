/** Names as slices of one array of bytes. */
export interface Slices {
  readonly bytes: Uint8Array;
  readonly start: Uint32Array;
  readonly length: Uint8Array;
}

const SMALL = 12;

/** The order that sorts names by their letters from the right, a shorter name before those that end with it: multikey quicksort. */
export function sortByEnd(slices: Slices): Uint32Array {
  const order = Uint32Array.from(slices.start, (_, i) => i);
  // From, to (exclusive) and depth of each range that is still to be sorted.
  const stack = [0, order.length, 0];
  while (stack.length > 0) {
    const depth = stack.pop() ?? 0;
    const to = stack.pop() ?? 0;
    const from = stack.pop() ?? 0;
    if (to - from <= SMALL) {
      insertionSort(slices, order, from, to, depth);
      continue;
    }
    const pivot = letter(slices, order[(from + to) >>> 1] as number, depth);
    let less = from;
    let more = to;
    for (let at = from; at < more;) {
      const name = order[at] as number;
      const code = letter(slices, name, depth);
      if (code === pivot) at++;
      else {
        const other = code < pivot ? less++ : --more;
        order[at] = order[other] as number;
        order[other] = name;
        if (code < pivot) at++;
      }
    }
    stack.push(from, less, depth, more, to, depth);
    if (pivot >= 0) stack.push(less, more, depth + 1);
  }
  return order;
}

/** How many letters two names share at their ends, at most 255. */
export function sharedEnd({ bytes, start, length }: Slices, one: number, other: number): number {
  const a = (start[one] as number) + (length[one] as number) - 1;
  const b = (start[other] as number) + (length[other] as number) - 1;
  const most = Math.min(length[one] as number, length[other] as number);
  let shared = 0;
  while (shared < most && bytes[a - shared] === bytes[b - shared]) shared++;
  return shared;
}

function letter({ bytes, start, length }: Slices, name: number, depth: number): number {
  const left = (length[name] as number) - 1 - depth;
  return left < 0 ? -1 : (bytes[(start[name] as number) + left] as number);
}

function insertionSort(slices: Slices, order: Uint32Array, from: number, to: number, depth: number): void {
  for (let i = from + 1; i < to; i++) {
    const name = order[i] as number;
    let at = i - 1;
    for (; at >= from && isBefore(slices, name, order[at] as number, depth); at--) order[at + 1] = order[at] as number;
    order[at + 1] = name;
  }
}

function isBefore(slices: Slices, one: number, other: number, depth: number): boolean {
  for (let at = depth; ; at++) {
    const a = letter(slices, one, at);
    const b = letter(slices, other, at);
    if (a !== b) return a < b;
    if (a < 0) return false;
  }
}
