import type { DomainIndex, DomainRule, DomainScope, RuleEffect } from '../match/domain-index.ts';
import { confirmName, recordOf, type HeldNames } from './confirm-hit.ts';
import type { FingerprintTable } from './fingerprint-table.ts';
import { finishHigh, finishLow, stepA, stepB, type Salt } from './hash.ts';
import { MAX_NAME } from './names-reader.ts';
import { DOMAIN_MARK, rankOf, type Palette } from './palette.ts';

const DOT = 46;
/** Slots of the memory of confirmed hits: 32 kB. Pages ask for the same few trackers over and over. */
const SEEN = 4096;

export interface HeldRelease {
  readonly salt: Salt;
  readonly palette: Palette;
  readonly table: FingerprintTable;
  /** Whether a name of one label is listed; otherwise no host's last label need be looked up. */
  readonly hasSingleLabels: boolean;
}

/** A rule as it is answered, ready but for the domain. */
interface Answer {
  readonly list: string;
  readonly category: string;
  readonly effect: RuleEffect;
  readonly rank: number;
  readonly scope: DomainScope;
  /** The text before and after the domain; null: it stands in the names file. */
  readonly around: readonly [string, string] | null;
}

/**
 * The compiled store as W1's `DomainIndex`. With `names`, each hit is confirmed letter by letter on disk before it counts; without
 * (their download is still under way) the fingerprint decides, which errs once in some ten million look-ups.
 * `onDamage` is told, once per look-up, that the names on disk are not what was written; the fingerprint then stands.
 */
export class CompiledIndex implements DomainIndex {
  readonly size: number;
  readonly #release: HeldRelease;
  readonly #table: FingerprintTable;
  readonly #names: HeldNames | null;
  readonly #onDamage: () => void;
  readonly #saltA: number;
  readonly #saltB: number;
  readonly #skipLast: boolean;
  readonly #self: readonly (Answer | undefined)[];
  readonly #below: readonly (Answer | undefined)[];
  /** Hits of the look-up at hand: at most one per label, and a name has 127 at most. */
  readonly #places = new Int32Array(MAX_NAME + 2);
  readonly #from = new Int32Array(MAX_NAME + 2);
  readonly #low = new Int32Array(MAX_NAME + 2);
  /** Hits that were confirmed lately, by place and the low word of the name's fingerprint: with the place that is all 64 bits. */
  readonly #seenPlace = new Int32Array(SEEN).fill(-1);
  readonly #seenLow = new Int32Array(SEEN);

  constructor(release: HeldRelease, names: HeldNames | null, onDamage: () => void = () => undefined) {
    this.size = release.table.layout.count;
    this.#release = release;
    this.#table = release.table;
    this.#names = names;
    this.#onDamage = onDamage;
    this.#saltA = release.salt.a | 0;
    this.#saltB = release.salt.b | 0;
    this.#skipLast = !release.hasSingleLabels;
    this.#self = release.palette.values.map(([self, below]) => answerOf(release.palette, self, below, 'exact'));
    this.#below = release.palette.values.map(([self, below]) => answerOf(release.palette, below, self, 'below'));
  }

  lookup(host: string): DomainRule | undefined {
    const hits = this.#collect(host);
    return hits === 0 ? undefined : this.#decide(host, hits);
  }

  /** All suffixes of the host that look listed, the shortest first. One pass, from the right. */
  #collect(host: string): number {
    const table = this.#table;
    const last = host.length - 1;
    // A longer suffix can't be listed, however long the host is.
    const stop = last > MAX_NAME ? last - MAX_NAME : 0;
    let a = this.#saltA;
    let b = this.#saltB;
    let hits = 0;
    let boundary = this.#skipLast ? 0 : 1;
    if (isAddress(host)) boundary = -MAX_NAME - 2;
    for (let i = last; i >= stop; i--) {
      const code = host.charCodeAt(i);
      if (code === DOT && boundary++ > 0) {
        const high = finishHigh(a, b);
        if (table.mayHave(high)) {
          const low = finishLow(a, b);
          const at = table.find(high, low);
          if (at >= 0) {
            this.#places[hits] = at;
            this.#low[hits] = low;
            this.#from[hits++] = i + 1;
          }
        }
      }
      a = stepA(a, code);
      b = stepB(b, a);
    }
    if (stop > 0) return hits;
    const low = finishLow(a, b);
    const at = table.find(finishHigh(a, b), low);
    if (at >= 0) {
      this.#places[hits] = at;
      this.#low[hits] = low;
      this.#from[hits++] = 0;
    }
    return hits;
  }

  /** The highest rank, of equals the most specific; hits that turn out to be strangers are struck off and the next best decides. */
  #decide(host: string, hits: number): DomainRule | undefined {
    for (;;) {
      let best: Answer | undefined;
      let bestHit = -1;
      for (let hit = hits - 1; hit >= 0; hit--) {
        const at = this.#places[hit] as number;
        if (at < 0) continue;
        const answers = this.#from[hit] === 0 ? this.#self : this.#below;
        const answer = answers[this.#table.valueAt(at)];
        if (answer !== undefined && (best === undefined || answer.rank > best.rank)) {
          best = answer;
          bestHit = hit;
        }
      }
      if (best === undefined) return undefined;
      const at = this.#places[bestHit] as number;
      const from = this.#from[bestHit] as number;
      if (this.#stands(host, at, from, this.#low[bestHit] as number)) return this.#rule(best, host.slice(from), at);
      this.#places[bestHit] = -1;
    }
  }

  #stands(host: string, at: number, from: number, low: number): boolean {
    if (this.#names === null) return true;
    const slot = at & (SEEN - 1);
    if (this.#seenPlace[slot] === at && this.#seenLow[slot] === low) return true;
    const said = confirmName(this.#names, at, host, from, this.#release);
    if (said === 'damaged') this.#onDamage();
    if (said === 'confirmed') {
      this.#seenPlace[slot] = at;
      this.#seenLow[slot] = low;
    }
    return said !== 'other';
  }

  #rule(answer: Answer, domain: string, at: number): DomainRule {
    const { list, category, effect, scope, around } = answer;
    const text = around === null ? this.#ownText(at, scope, domain) : around[0] + domain + around[1];
    return { list, category, text, domain, scope, effect };
  }

  #ownText(at: number, scope: DomainScope, domain: string): string {
    const record = this.#names === null ? null : recordOf(this.#names, at);
    return (scope === 'below' ? record?.belowText : record?.selfText) ?? domain;
  }
}

function answerOf(palette: Palette, origin: number, other: number, alone: DomainScope): Answer | undefined {
  const { list, effect, template } = palette.origins[origin] ?? {};
  if (list === undefined || effect === undefined) return undefined;
  const [before = '', after = ''] = template?.split(DOMAIN_MARK) ?? [];
  return {
    list: palette.lists[list]?.name ?? '',
    category: palette.lists[list]?.category ?? '',
    effect,
    rank: rankOf(effect),
    scope: origin === other ? 'tree' : alone,
    around: template === null || template === undefined ? null : [before, after],
  };
}

/** An address is never a parent's child: IPv6 stands in brackets, and a last label of digits is IPv4 (WHATWG URL §3.5). */
function isAddress(host: string): boolean {
  let i = host.length - 1;
  let code = host.charCodeAt(i);
  if (code === 93) return true;
  if (!(code >= 48 && code <= 57)) return false;
  while (i > 0 && code >= 48 && code <= 57) code = host.charCodeAt(--i);
  return code === DOT || i === 0;
}
