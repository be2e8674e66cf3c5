import { probeName, withParents, type NameTable } from './name-table.ts';

/** What the compiler is told about names that a list should never touch. */
export interface GuardNames {
  /** The organisation's own hosts: a rule that blocks one of them, or a parent of one, is refused. */
  readonly ownHosts: readonly string[];
  /** Much-used sites: a blocked one is reported, and no fingerprint may collide with one. */
  readonly topSites: readonly string[];
  /** Whether a name is itself a public suffix, such as `co.uk`. */
  readonly isPublicSuffix: (name: string) => boolean;
  /** ASCII bytes to text. */
  readonly decode: (bytes: Uint8Array) => string;
}

export interface Refused {
  readonly domain: string;
  readonly list: string;
  readonly line: number;
  readonly reason: 'own-host' | 'public-suffix';
}

export interface GuardReport {
  readonly refused: readonly Refused[];
  readonly blockedTopSites: readonly string[];
  /** Places in the table that must go. */
  readonly dropped: ReadonlySet<number>;
}

const BLOCKS: ReadonlySet<string> = new Set(['block', 'important-block']);

/** Null: a guarded name shares a fingerprint with a listed one, so that another salt is wanted. */
export function guardNames(names: NameTable, places: Int32Array, guarded: GuardNames): GuardReport | null {
  const refused: Refused[] = [];
  const dropped = new Set<number>();
  const drop = (at: number, rule: number, reason: Refused['reason']): void => {
    if (dropped.has(at)) return;
    dropped.add(at);
    refused.push({ ...origin(names, rule), reason });
  };
  for (const at of bareSuffixes(names, places, guarded)) drop(at, decider(names, at), 'public-suffix');
  for (const host of guarded.ownHosts)
    for (const name of withParents(host)) {
      const probe = probeName(names, name);
      if (probe.hit === 'collision') return null;
      if (probe.hit !== 'listed') continue;
      const rule = name === host ? names.merged.selfRule[probe.at] : names.merged.belowRule[probe.at];
      if (rule !== undefined && rule >= 0 && blocks(names, rule)) drop(probe.at, rule, 'own-host');
    }
  const blockedTopSites: string[] = [];
  for (const site of guarded.topSites) {
    const hits = [...withParents(site)].map((name) => ({ name, probe: probeName(names, name) }));
    if (hits.some(({ probe }) => probe.hit === 'collision')) return null;
    const isBlocked = hits.some(({ name, probe }) => {
      if (probe.hit !== 'listed' || dropped.has(probe.at)) return false;
      const rule = name === site ? names.merged.selfRule[probe.at] : names.merged.belowRule[probe.at];
      return rule !== undefined && rule >= 0 && blocks(names, rule);
    });
    if (isBlocked) blockedTopSites.push(site);
  }
  return { refused, blockedTopSites, dropped };
}

/**
 * Places of names that are public suffixes themselves, on plain or hosts lines: such a line is a slip (S14), while AdBlock's
 * `||tld^` is meant.
 */
function* bareSuffixes({ merged, columns }: NameTable, places: Int32Array, guarded: GuardNames): Generator<number> {
  const { origins, origin, texts, nameStart, nameLength } = columns;
  const slips = origins.map(({ effect, template }) => BLOCKS.has(effect) && !isAdblock(template ?? ''));
  if (!slips.includes(true)) return;
  // One string for all names: slices of it cost little.
  const letters = guarded.decode(columns.names.subarray(0, columns.namesLength));
  for (let rule = 0; rule < columns.count; rule++) {
    const at = places[rule] as number;
    if (at < 0) continue;
    const own = merged.selfRule[at] as number;
    const deciding = own >= 0 ? own : (merged.belowRule[at] as number);
    if (slips[origin[deciding] as number] !== true) continue;
    const start = nameStart[rule] as number;
    if (!guarded.isPublicSuffix(letters.slice(start, start + (nameLength[rule] as number)))) continue;
    if (!isAdblock(texts.get(deciding) ?? '')) yield at;
  }
}

const isAdblock = (text: string): boolean => /^(@@)?\|/.test(text);

function decider({ merged }: NameTable, at: number): number {
  const self = merged.selfRule[at] as number;
  return self >= 0 ? self : (merged.belowRule[at] as number);
}

function blocks({ columns }: NameTable, rule: number): boolean {
  const effect = columns.origins[columns.origin[rule] as number]?.effect ?? 'allow';
  return BLOCKS.has(effect);
}

function origin({ columns }: NameTable, rule: number): Omit<Refused, 'reason'> {
  const list = columns.origins[columns.origin[rule] as number]?.list ?? 0;
  return { domain: columns.nameOf(rule), list: columns.lists[list]?.name ?? '', line: columns.line[rule] ?? 0 };
}
