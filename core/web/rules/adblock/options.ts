import { canonicalHost } from '../../url/canonical-host.ts';
import type { Conditions, HostCondition, Party } from '../rule.ts';
import { ALL_TYPES, typeOption } from '../request-type.ts';
import { readHostCondition } from './host-condition.ts';

/** What a network rule's options come to. */
export type OptionsResult =
  | { readonly kind: 'ok'; readonly options: NetworkOptions }
  /** It changes pages or answers, or has an option that is not known here: it blocks nothing. */
  | { readonly kind: 'modifier' }
  | { readonly kind: 'refused'; readonly reason: string };

export interface NetworkOptions {
  readonly when: Conditions;
  readonly isImportant: boolean;
  readonly isBadfilter: boolean;
  readonly matchCase: boolean;
  /** Block and give something harmless instead: here it only blocks. As an exception it means the "instead" alone. */
  readonly redirect: string;
}

/** Options that switch off a page's cosmetics or generic rules; they let no request through. */
const PAGE_ONLY: ReadonlySet<string> = new Set([
  'elemhide',
  'ehide',
  'generichide',
  'ghide',
  'specifichide',
  'shide',
  'genericblock',
  'cname',
  'popunder',
]);

const PARTIES: Readonly<Record<string, Party>> = {
  'third-party': 'third',
  '3p': 'third',
  '~first-party': 'third',
  '~1p': 'third',
  'first-party': 'first',
  '1p': 'first',
  '~third-party': 'first',
  '~3p': 'first',
  strict1p: 'strict-first',
  strict3p: 'strict-third',
  'strict-first-party': 'strict-first',
  'strict-third-party': 'strict-third',
};

const METHODS: ReadonlySet<string> = new Set([
  'connect',
  'delete',
  'get',
  'head',
  'options',
  'patch',
  'post',
  'put',
  'trace',
]);

export const NO_CONDITIONS: Conditions = {
  types: ALL_TYPES,
  party: 'any',
  source: null,
  to: null,
  denyAllow: [],
  methods: [],
  notMethods: [],
  port: 0,
};

class Reader {
  included = 0;
  excluded = 0;
  namesType = false;
  parties = new Set<Party>();
  source: HostCondition | null = null;
  to: HostCondition | null = null;
  denyAllow: readonly string[] = [];
  methods: string[] = [];
  notMethods: string[] = [];
  isImportant = false;
  isBadfilter = false;
  matchCase = false;
  redirect = '';

  /** Says why the option can't be heeded; '' when it can; `modifier` when the rule is of another sort. */
  read(option: string): string {
    const equals = option.indexOf('=');
    const name = (equals === -1 ? option : option.slice(0, equals)).toLowerCase();
    return equals === -1 ? this.flag(name) : this.valued(name, option.slice(equals + 1));
  }

  private flag(name: string): string {
    if (/^_+$/.test(name)) return '';
    const party = Object.hasOwn(PARTIES, name) ? PARTIES[name] : undefined;
    if (party !== undefined) {
      this.parties.add(party);
      return '';
    }
    const negated = name.startsWith('~');
    const bits = typeOption(negated ? name.slice(1) : name);
    if (bits !== undefined) {
      if (negated) this.excluded |= bits;
      else this.include(bits);
      return '';
    }
    switch (name) {
      case 'important':
        this.isImportant = true;
        return '';
      case 'badfilter':
        this.isBadfilter = true;
        return '';
      case 'match-case':
        this.matchCase = true;
        return '';
      case 'empty':
        this.redirect = 'empty';
        return '';
      case 'mp4':
        this.redirect = 'mp4';
        this.include(typeOption('media') ?? 0);
        return '';
      default:
        if (!PAGE_ONLY.has(negated ? name.slice(1) : name)) return 'modifier';
        if (!negated) this.include(0);
        return '';
    }
  }

  private include(bits: number): void {
    this.included |= bits;
    this.namesType = true;
  }

  private valued(name: string, value: string): string {
    switch (name) {
      case 'domain':
      case 'from':
        this.source = readHostCondition(value) ?? null;
        return this.source === null ? `its ${name}= can’t be read` : '';
      case 'to':
        this.to = readHostCondition(value) ?? null;
        return this.to === null ? 'its to= can’t be read' : '';
      case 'denyallow':
        return this.readDenyAllow(value);
      case 'method':
        return this.readMethods(value);
      case 'redirect':
      case 'rewrite':
        this.redirect = value;
        return value === '' ? 'modifier' : '';
      case 'reason':
        return '';
      default:
        return 'modifier';
    }
  }

  private readDenyAllow(value: string): string {
    const hosts = value.split('|').map(canonicalHost);
    this.denyAllow = hosts.filter((host) => host !== undefined);
    return this.denyAllow.length === hosts.length ? '' : 'its denyallow= can’t be read';
  }

  private readMethods(value: string): string {
    for (const item of value.toLowerCase().split('|')) {
      const name = item.replace(/^~/, '');
      if (!METHODS.has(name)) return 'its method= can’t be read';
      (item.startsWith('~') ? this.notMethods : this.methods).push(name);
    }
    return '';
  }

  result(): NetworkOptions {
    const [party = 'any', contradiction] = [...this.parties];
    return {
      when: {
        types: (this.namesType ? this.included : ALL_TYPES) & ~this.excluded,
        party: contradiction === undefined ? party : 'any',
        source: this.source,
        to: this.to,
        denyAllow: this.denyAllow,
        methods: this.methods,
        notMethods: this.notMethods,
        port: 0,
      },
      isImportant: this.isImportant,
      isBadfilter: this.isBadfilter,
      matchCase: this.matchCase,
      redirect: this.redirect,
    };
  }
}

/** Reads the options of a network rule (uBlock Origin's and Adblock Plus's names, and AdGuard's where they are the same). */
export function readOptions(options: readonly string[]): OptionsResult {
  const reader = new Reader();
  let reason = '';
  for (const option of options) {
    const trouble = reader.read(option);
    if (trouble === 'modifier') return { kind: 'modifier' };
    reason ||= trouble;
  }
  return reason === '' ? { kind: 'ok', options: reader.result() } : { kind: 'refused', reason };
}
