import { isWordCode } from './char-set.ts';
import { compileProgram, type Program } from './program.ts';
import { isAnchored, parseRegex, RegexRefused, requiredLiteral } from './syntax.ts';
import type { Work } from '../match/work.ts';

export interface SafeRegex {
  readonly source: string;
  readonly ignoreCase: boolean;
  /** Lower-case text that every match holds; '' when there is none. */
  readonly literal: string;
  /** Whether it matches somewhere in `text`, which must be in lower case if `ignoreCase`. Time is linear in its length. */
  test(text: string, work: Work): boolean;
}

export type RegexResult =
  | { readonly ok: true; readonly regex: SafeRegex }
  | { readonly ok: false; readonly reason: string };

const MAX_SOURCE = 4000;

/** Reads a regular expression that a list brought. It never reaches the language's own engine, which backtracks. */
export function createSafeRegex(source: string, ignoreCase: boolean): RegexResult {
  try {
    if (source.length > MAX_SOURCE) throw new RegexRefused('it is too long');
    const node = parseRegex(source, ignoreCase);
    const automaton = new LazyAutomaton(compileProgram(node), isAnchored(node));
    const literal = requiredLiteral(node);
    return { ok: true, regex: { source, ignoreCase, literal, test: (text, work) => automaton.test(text, work) } };
  } catch (error) {
    if (error instanceof RegexRefused) return { ok: false, reason: error.message };
    throw error;
  }
}

type Before = 'start' | 'word' | 'other';
type After = 'end' | 'word' | 'other';

interface Station {
  /** Automaton states before their empty moves are followed. */
  readonly core: readonly number[];
  readonly before: Before;
  /** By character class; -1 not known yet. */
  readonly next: Int32Array;
  /** Whether it matches if the text ends here; undefined when not known yet. */
  atEnd: boolean | undefined;
}

const ACCEPTED = -2;
/** Nothing that may follow can make it match. */
const HOPELESS = -3;
const UNKNOWN = -1;
/** Stations are made as texts need them; past this they are forgotten, so that no text can fill the memory. */
const MAX_STATIONS = 512;

/** A deterministic automaton made on the fly from Thompson's: each character of the text is looked at once. */
class LazyAutomaton {
  private readonly program: Program;
  private readonly isAnchored: boolean;
  private readonly classOf: Uint8Array;
  private readonly samples: readonly number[];
  private stations: Station[] = [];
  private byKey = new Map<string, number>();

  constructor(program: Program, anchored: boolean) {
    this.program = program;
    this.isAnchored = anchored;
    const { classOf, samples } = classesOf(program);
    this.classOf = classOf;
    this.samples = samples;
  }

  test(text: string, work: Work): boolean {
    let current = this.enter([], 'start', work);
    for (let at = 0; at < text.length; at += 1) {
      const kind = this.classOf[Math.min(text.charCodeAt(at), 127)] ?? 0;
      let next = this.stations[current]?.next[kind] ?? UNKNOWN;
      if (next === UNKNOWN) {
        if (this.stations.length >= MAX_STATIONS) current = this.forgetAllBut(current, work);
        next = this.step(current, kind, work);
      }
      if (next < 0) {
        work.spend(at);
        return next === ACCEPTED;
      }
      current = next;
    }
    work.spend(text.length);
    return this.acceptsAtEnd(current, work);
  }

  private enter(core: readonly number[], before: Before, work: Work): number {
    const key = `${before}:${core.join(',')}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    work.spend(core.length);
    const next = new Int32Array(this.samples.length).fill(UNKNOWN);
    this.stations.push({ core, before, next, atEnd: undefined });
    this.byKey.set(key, this.stations.length - 1);
    return this.stations.length - 1;
  }

  private forgetAllBut(current: number, work: Work): number {
    const kept = this.stations[current];
    this.stations = [];
    this.byKey = new Map();
    return this.enter(kept?.core ?? [], kept?.before ?? 'other', work);
  }

  private step(current: number, kind: number, work: Work): number {
    const station = this.stations[current];
    const sample = this.samples[kind] ?? 0;
    if (station === undefined) return ACCEPTED;
    const isWord = isWordCode(sample);
    const closed = this.close(station, isWord ? 'word' : 'other', work);
    let next = ACCEPTED;
    if (closed !== undefined) {
      const core = new Set<number>();
      for (const id of closed) {
        const state = this.program.states[id];
        if (state?.kind === 'set' && state.set.has[sample] === true) core.add(state.next);
      }
      const before = isWord ? 'word' : 'other';
      next =
        core.size === 0 && this.isAnchored
          ? HOPELESS
          : this.enter(
              [...core].sort((a, b) => a - b),
              before,
              work,
            );
    }
    station.next[kind] = next;
    return next;
  }

  private acceptsAtEnd(current: number, work: Work): boolean {
    const station = this.stations[current];
    if (station === undefined) return true;
    station.atEnd ??= this.close(station, 'end', work) === undefined;
    return station.atEnd;
  }

  /** All states that can be reached without a character, with a new attempt wherever one may start; `undefined` when one accepts. */
  private close(station: Station, after: After, work: Work): ReadonlySet<number> | undefined {
    const seen = new Set<number>();
    const waiting = [...station.core];
    if (!this.isAnchored || station.before === 'start') waiting.push(this.program.start);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const state = this.program.states[id];
      if (state === undefined || state.kind === 'set') continue;
      if (state.kind === 'accept') return undefined;
      if (state.kind === 'split') waiting.push(state.next, state.other);
      else if (holds(state.assert, station.before, after)) waiting.push(state.next);
    }
    work.spend(8 * seen.size);
    return seen;
  }
}

function holds(assertion: 'start' | 'end' | 'word-edge' | 'no-word-edge', before: Before, after: After): boolean {
  switch (assertion) {
    case 'start':
      return before === 'start';
    case 'end':
      return after === 'end';
    case 'word-edge':
      return (before === 'word') !== (after === 'word');
    case 'no-word-edge':
      return (before === 'word') === (after === 'word');
  }
}

/** Characters that no set of the program tells apart, and that are alike at word edges, share a class. */
function classesOf(program: Program): { classOf: Uint8Array; samples: number[] } {
  const sets = [...new Set(program.states.flatMap((state) => (state.kind === 'set' ? [state.set] : [])))];
  const classOf = new Uint8Array(128);
  const samples: number[] = [];
  const byKey = new Map<string, number>();
  for (let code = 0; code < 128; code += 1) {
    const key = sets.map((set) => (set.has[code] === true ? '1' : '0')).join('') + (isWordCode(code) ? 'w' : '');
    let kind = byKey.get(key);
    if (kind === undefined) {
      kind = samples.push(code) - 1;
      byKey.set(key, kind);
    }
    classOf[code] = kind;
  }
  return { classOf, samples };
}
