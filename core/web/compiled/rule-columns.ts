import { MAX_ORIGINS, type ListInfo, type Origin } from './palette.ts';

export const SCOPE_TREE = 0;
export const SCOPE_EXACT = 1;
export const SCOPE_BELOW = 2;

/** Rules in columns rather than objects: a million of them cost 30 MB and no garbage. Names are ASCII bytes, one after the other. */
export class RuleColumns {
  readonly lists: ListInfo[] = [];
  readonly origins: Origin[] = [];
  /** Texts of rules whose origin has no template, by rule. */
  readonly texts = new Map<number, string>();
  count = 0;
  /** Whether a rule's name had one label only; then hosts' last labels must be looked up, too. */
  hasSingleLabels = false;
  names: Uint8Array;
  namesLength = 0;
  nameStart: Uint32Array;
  nameLength: Uint8Array;
  origin: Uint16Array;
  scope: Uint8Array;
  line: Uint32Array;
  readonly #originKeys = new Map<string, number>();

  constructor(expectedRules = 1024) {
    this.names = new Uint8Array(expectedRules * 20);
    this.nameStart = new Uint32Array(expectedRules);
    this.nameLength = new Uint8Array(expectedRules);
    this.origin = new Uint16Array(expectedRules);
    this.scope = new Uint8Array(expectedRules);
    this.line = new Uint32Array(expectedRules);
  }

  /** The number of an origin, which rules of one kind share. Throws RangeError when a release has too many kinds. */
  originOf(origin: Origin): number {
    const key = `${origin.list}\u0001${origin.effect}\u0001${origin.template ?? '\u0002'}`;
    const known = this.#originKeys.get(key);
    if (known !== undefined) return known;
    if (this.origins.length >= MAX_ORIGINS)
      throw new RangeError(`a release holds ${MAX_ORIGINS} kinds of rule at most`);
    this.#originKeys.set(key, this.origins.length);
    return this.origins.push(origin) - 1;
  }

  /** Whether one more kind may have its own template. */
  get hasRoomForOrigins(): boolean {
    return this.origins.length < MAX_ORIGINS / 2;
  }

  /** Makes sure that so many bytes of names fit. */
  reserveNames(bytes: number): void {
    if (this.namesLength + bytes <= this.names.length) return;
    const grown = new Uint8Array(Math.max(this.namesLength + bytes, Math.ceil(this.names.length * 1.5)));
    grown.set(this.names.subarray(0, this.namesLength));
    this.names = grown;
  }

  /** Adds the rule whose name was just written at `namesLength`. Returns its number. */
  push(length: number, origin: number, scope: number, line: number): number {
    const at = this.count;
    if (at === this.nameStart.length) this.#grow();
    this.nameStart[at] = this.namesLength;
    this.nameLength[at] = length;
    this.origin[at] = origin;
    this.scope[at] = scope;
    this.line[at] = line;
    this.namesLength += length;
    this.count = at + 1;
    return at;
  }

  nameOf(rule: number): string {
    const start = this.nameStart[rule] ?? 0;
    const end = start + (this.nameLength[rule] ?? 0);
    let name = '';
    for (let i = start; i < end; i++) name += String.fromCharCode(this.names[i] ?? 0);
    return name;
  }

  sameName(one: number, other: number): boolean {
    const length = this.nameLength[one];
    if (length !== this.nameLength[other] || length === undefined) return false;
    const a = this.nameStart[one] as number;
    const b = this.nameStart[other] as number;
    for (let i = 0; i < length; i++) if (this.names[a + i] !== this.names[b + i]) return false;
    return true;
  }

  /** Takes out the rules that `isGone` names, keeping the order of the others. Returns how many went. */
  removeWhere(isGone: (rule: number) => boolean): number {
    let kept = 0;
    for (let rule = 0; rule < this.count; rule++) {
      const text = this.texts.get(rule);
      this.texts.delete(rule);
      if (isGone(rule)) continue;
      this.nameStart[kept] = this.nameStart[rule] as number;
      this.nameLength[kept] = this.nameLength[rule] as number;
      this.origin[kept] = this.origin[rule] as number;
      this.scope[kept] = this.scope[rule] as number;
      this.line[kept] = this.line[rule] as number;
      if (text !== undefined) this.texts.set(kept, text);
      kept++;
    }
    const gone = this.count - kept;
    this.count = kept;
    return gone;
  }

  #grow(): void {
    const size = Math.ceil(this.nameStart.length * 1.5) + 16;
    this.nameStart = grown(this.nameStart, new Uint32Array(size));
    this.nameLength = grown(this.nameLength, new Uint8Array(size));
    this.origin = grown(this.origin, new Uint16Array(size));
    this.scope = grown(this.scope, new Uint8Array(size));
    this.line = grown(this.line, new Uint32Array(size));
  }
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
