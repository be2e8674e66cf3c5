import { CharSet } from './char-set.ts';

/** What is left of a regular expression when only "does it match somewhere" is asked. */
export type Node =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'concat'; readonly parts: readonly Node[] }
  | { readonly kind: 'either'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number }
  | { readonly kind: 'assert'; readonly assert: Assertion };

export type Assertion = 'start' | 'end' | 'word-edge' | 'no-word-edge';

/** Thrown for what can't be matched in linear time, or is no regular expression. `message` is the reason for the report. */
export class RegexRefused extends Error {}

const MAX_DEPTH = 50;

/** Parses the linear-time part of ECMAScript's syntax (ECMA-262 §22.2.1). Throws RegexRefused. */
export function parseRegex(source: string, ignoreCase: boolean): Node {
  const parser = new Parser(source, ignoreCase);
  return parser.whole();
}

class Parser {
  private at = 0;
  private depth = 0;
  private readonly source: string;
  private readonly ignoreCase: boolean;

  constructor(source: string, ignoreCase: boolean) {
    this.source = source;
    this.ignoreCase = ignoreCase;
  }

  whole(): Node {
    const node = this.alternatives();
    if (this.at < this.source.length) throw new RegexRefused('a bracket closes that was never opened');
    return node;
  }

  private alternatives(): Node {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new RegexRefused('groups are nested too deeply');
    const options = [this.sequence()];
    while (this.take('|')) options.push(this.sequence());
    this.depth -= 1;
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'either', options };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.peek())) parts.push(this.quantified());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'concat', parts };
  }

  private quantified(): Node {
    const node = this.atom();
    const bounds = this.quantifier();
    if (bounds === undefined) return node;
    if (node.kind === 'assert') throw new RegexRefused('an anchor is repeated');
    // Lazy or greedy is the same when only the fact of a match counts.
    this.take('?');
    if (this.quantifier() !== undefined) throw new RegexRefused('a repetition is repeated');
    return { kind: 'repeat', node, min: bounds[0], max: bounds[1] };
  }

  private quantifier(): readonly [number, number] | undefined {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    const braces = /^\{(\d{1,6})(,(\d{0,6}))?\}/.exec(this.source.slice(this.at, this.at + 20));
    if (braces === null) return undefined;
    this.at += braces[0].length;
    const min = Number(braces[1]);
    const max = braces[2] === undefined ? min : braces[3] === '' ? Infinity : Number(braces[3]);
    if (max < min) throw new RegexRefused('a repetition has its bounds the wrong way round');
    return [min, max];
  }

  private atom(): Node {
    const char = this.next();
    switch (char) {
      case '.':
        return { kind: 'set', set: CharSet.of('\n\r').inverted() };
      case '^':
        return { kind: 'assert', assert: 'start' };
      case '$':
        return { kind: 'assert', assert: 'end' };
      case '(':
        return this.group();
      case '[':
        return { kind: 'set', set: this.bracketed() };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw new RegexRefused('a repetition has nothing to repeat');
      default:
        return { kind: 'set', set: this.folded(CharSet.of(char)) };
    }
  }

  private group(): Node {
    if (this.take('?')) {
      if (this.take('<') && !'=!'.includes(this.peek())) this.skipName();
      else if (!this.take(':')) throw new RegexRefused('it looks ahead or behind, which is not linear-time');
    }
    const node = this.alternatives();
    if (!this.take(')')) throw new RegexRefused('a group is not closed');
    return node;
  }

  private skipName(): void {
    while (this.at < this.source.length && this.peek() !== '>') this.at += 1;
    this.at += 1;
  }

  private escape(): Node {
    if (this.at >= this.source.length) throw new RegexRefused('it ends in a backslash');
    if (this.take('b')) return { kind: 'assert', assert: 'word-edge' };
    if (this.take('B')) return { kind: 'assert', assert: 'no-word-edge' };
    if (/[1-9k]/.test(this.peek())) throw new RegexRefused('it refers back to a group, which is not linear-time');
    return { kind: 'set', set: this.folded(this.escapedSet()) };
  }

  /** After the backslash: a class or one character. */
  private escapedSet(): CharSet {
    const char = this.next();
    const named = CharSet.named(char);
    if (named !== undefined) return named;
    if (char === 'x' || char === 'u') return this.hexSet(char === 'x' ? 2 : 4, char);
    if (char === 'c') throw new RegexRefused('it names a control character');
    const control = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v', '0': '\0' }[char];
    return CharSet.of(control ?? char);
  }

  private hexSet(digits: number, char: string): CharSet {
    const hex = this.source.slice(this.at, this.at + digits);
    if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) return CharSet.of(char);
    this.at += digits;
    return CharSet.of(String.fromCharCode(Number.parseInt(hex, 16)));
  }

  private bracketed(): CharSet {
    const inverted = this.take('^');
    let set = CharSet.of('');
    while (!this.take(']')) {
      if (this.at >= this.source.length) throw new RegexRefused('a set of characters is not closed');
      const first = this.member();
      if (this.peek() !== '-' || this.source[this.at + 1] === ']') {
        set = set.with(first);
        continue;
      }
      this.at += 1;
      const last = this.member();
      const [from, to] = [first.only(), last.only()];
      set =
        from === undefined || to === undefined
          ? set.with(first).with(last).with(CharSet.of('-'))
          : set.with(range(from, to));
    }
    const folded = this.folded(set);
    return inverted ? folded.inverted() : folded;
  }

  private member(): CharSet {
    if (!this.take('\\')) return CharSet.of(this.next());
    if (this.take('b')) return CharSet.of('\b');
    return this.escapedSet();
  }

  private folded(set: CharSet): CharSet {
    return this.ignoreCase ? set.foldedToLower() : set;
  }

  private peek(): string {
    return this.source[this.at] ?? '';
  }

  private next(): string {
    if (this.at >= this.source.length) throw new RegexRefused('it ends too early');
    const char = this.peek();
    this.at += 1;
    return char;
  }

  private take(char: string): boolean {
    if (this.peek() !== char || char === '') return false;
    this.at += 1;
    return true;
  }
}

function range(from: number, to: number): CharSet {
  if (to < from) throw new RegexRefused('a range of characters runs backwards');
  return CharSet.range(from, to);
}

/** The longest run of fixed characters that every match holds, in lower case; '' when there is none. */
export function requiredLiteral(node: Node): string {
  const parts = node.kind === 'concat' ? node.parts : [node];
  let best = '';
  let run = '';
  const finish = () => {
    if (run.length > best.length) best = run;
    run = '';
  };
  for (const part of parts) {
    const code = part.kind === 'set' ? part.set.only() : undefined;
    if (code !== undefined && code < 127) run += String.fromCharCode(code).toLowerCase();
    else if (part.kind !== 'assert') {
      finish();
      const inner =
        part.kind === 'concat' || (part.kind === 'repeat' && part.min > 0)
          ? requiredLiteral(part.kind === 'repeat' ? part.node : part)
          : '';
      if (inner.length > best.length) best = inner;
    }
  }
  finish();
  return best;
}

/** Whether every match starts where the text does, so that no other place needs a try. */
export function isAnchored(node: Node): boolean {
  switch (node.kind) {
    case 'assert':
      return node.assert === 'start';
    case 'concat':
      return node.parts[0] !== undefined && isAnchored(node.parts[0]);
    case 'either':
      return node.options.every(isAnchored);
    case 'repeat':
      return node.min > 0 && isAnchored(node.node);
    case 'set':
      return false;
  }
}
