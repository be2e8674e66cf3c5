/** Two 32-bit words from the signed header of a release; they make its fingerprints differ from every other release's. */
export interface Salt {
  readonly a: number;
  readonly b: number;
}

/**
 * The two lanes of the name hash, one character at a time from the right. The multipliers are the usual odd constants of
 * xxHash and MurmurHash3; lane b also takes lane a's high bits, so that the lanes do not share the weakness of their low bits.
 *
 *     a = stepA(a, code); b = stepB(b, a)
 *
 * A lane's state after the leftmost character of a suffix is `finishHigh`/`finishLow`-ed into that suffix's fingerprint, so
 * that one pass over a host gives the fingerprint of each of its parents.
 */
export function stepA(a: number, code: number): number {
  return Math.imul(a ^ code, 0x9e3779b1);
}

export function stepB(b: number, a: number): number {
  return Math.imul(((b << 15) | (b >>> 17)) ^ (a >>> 7), 0x85ebca6b);
}

/** MurmurHash3's 32-bit finaliser. */
export function finishHigh(a: number, b: number): number {
  let h = a ^ ((b << 9) | (b >>> 23));
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

export function finishLow(a: number, b: number): number {
  let h = (b + Math.imul(a, 0x27d4eb2f)) | 0;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** The 64-bit fingerprint of a whole name, as two unsigned words. */
export function fingerprintOf(name: string, salt: Salt): { readonly high: number; readonly low: number } {
  let a = salt.a;
  let b = salt.b;
  for (let i = name.length - 1; i >= 0; i--) {
    a = stepA(a, name.charCodeAt(i));
    b = stepB(b, a);
  }
  return { high: finishHigh(a, b), low: finishLow(a, b) };
}
