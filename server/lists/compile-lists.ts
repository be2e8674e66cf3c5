import { getPublicSuffix, parse } from 'tldts';
import { compareWithPrevious, type ListChange } from '../../core/web/compiled/compare-release.ts';
import { compileRules, type CompiledNames } from '../../core/web/compiled/compile.ts';
import type { HeldRelease } from '../../core/web/compiled/compiled-index.ts';
import type { Salt } from '../../core/web/compiled/hash.ts';
import { dropDisabled, takeList, type ListSource, type TakenList } from '../../core/web/compiled/intake.ts';
import { RuleColumns } from '../../core/web/compiled/rule-columns.ts';
import { publicSuffixes } from './public-suffixes.ts';

export interface CompileRequest {
  readonly ownHosts: readonly string[];
  readonly topSites: readonly string[];
  readonly previous: HeldRelease | null;
  readonly newSalt: () => Salt;
}

export interface CompiledLists {
  readonly compiled: CompiledNames;
  readonly taken: readonly TakenList[];
  /** What became of each list since `previous`; empty without one. */
  readonly changes: readonly ListChange[];
}

/** Names come canonical, so nothing is left for tldts to extract or validate: three times as fast. */
const SUFFIX_OPTIONS = {
  allowPrivateDomains: true,
  extractHostname: false,
  validateHostname: false,
  detectIp: false,
} as const;
/** Average bytes of a line in real lists; columns grow when it is less. */
const BYTES_PER_RULE = 20;

/** From list files to the compiled names, in one go. */
export function compileLists(lists: readonly ListSource[], request: CompileRequest): CompiledLists {
  const { ownHosts, topSites, previous, newSalt } = request;
  const bytes = lists.reduce((sum, list) => sum + list.bytes.length, 0);
  const columns = new RuleColumns(Math.ceil(bytes / BYTES_PER_RULE) + 16);
  const taken = lists.map((list) => takeList(columns, list, publicSuffixes, decode));
  dropDisabled(
    columns,
    taken.flatMap(({ disabled }) => disabled),
  );
  const compiled = compileRules(columns, {
    ownHosts,
    topSites,
    isPublicSuffix,
    decode,
    firstSalt: previous?.salt ?? newSalt(),
    nextSalt: newSalt,
    previousLayout: previous?.table.layout,
  });
  return { compiled, taken, changes: previous === null ? [] : compareWithPrevious(compiled.names, previous) };
}

/**
 * A bare public suffix, such as co.uk or github.io. Under a provider's wildcard (`*.compute-1.amazonaws.com`) every customer's
 * name is formally one; there a listed name is one customer's, and no accident.
 */
function isPublicSuffix(name: string): boolean {
  if (getPublicSuffix(name, SUFFIX_OPTIONS) !== name) return false;
  if (parse(name, SUFFIX_OPTIONS).isPrivate !== true) return true;
  const neighbour = `offhook-probe${name.slice(name.indexOf('.'))}`;
  return getPublicSuffix(neighbour, SUFFIX_OPTIONS) !== neighbour;
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
