/** Code 127 stands for every character that is not ASCII: serialized URLs hold none. */
const SIZE = 128;
const OTHER = 127;

const WORD = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_';
const SPACE = ' \t\n\r\f\v\u00a0';

/** A set of characters. Immutable. */
export class CharSet {
  readonly has: readonly boolean[];

  private constructor(has: readonly boolean[]) {
    this.has = has;
  }

  static of(chars: string): CharSet {
    const has = empty();
    for (let at = 0; at < chars.length; at += 1) has[Math.min(chars.charCodeAt(at), OTHER)] = true;
    return new CharSet(has);
  }

  static range(from: number, to: number): CharSet {
    const has = empty();
    for (let code = from; code <= Math.min(to, OTHER); code += 1) has[code] = true;
    return new CharSet(has);
  }

  /** `\d`, `\w`, `\s` and their opposites; `undefined` for any other letter. */
  static named(letter: string): CharSet | undefined {
    switch (letter) {
      case 'd':
        return CharSet.of('0123456789');
      case 'D':
        return CharSet.of('0123456789').inverted();
      case 'w':
        return CharSet.of(WORD);
      case 'W':
        return CharSet.of(WORD).inverted();
      case 's':
        return CharSet.of(SPACE);
      case 'S':
        return CharSet.of(SPACE).inverted();
      default:
        return undefined;
    }
  }

  inverted(): CharSet {
    return new CharSet(this.has.map((present) => !present));
  }

  with(other: CharSet): CharSet {
    return new CharSet(this.has.map((present, code) => present || other.has[code] === true));
  }

  /** For text that is in lower case already: a letter in either case becomes the lower one. */
  foldedToLower(): CharSet {
    const has = [...this.has];
    for (let code = 0x41; code <= 0x5a; code += 1) {
      const either = has[code] === true || has[code + 32] === true;
      has[code] = either;
      has[code + 32] = either;
    }
    return new CharSet(has);
  }

  /** The code of the one character in it; upper and lower case of a letter count as one, told as the lower. */
  only(): number | undefined {
    const codes = this.has.flatMap((present, code) => (present ? [code] : []));
    const [first, second] = codes;
    if (first === undefined || codes.length > 2) return undefined;
    if (second === undefined) return first;
    return second === first + 32 && first >= 0x41 && first <= 0x5a ? second : undefined;
  }
}

export const isWordCode = (code: number): boolean => code < OTHER && WORD.includes(String.fromCharCode(code));

function empty(): boolean[] {
  return Array.from({ length: SIZE }, () => false);
}
