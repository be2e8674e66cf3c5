import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type NetworkSettingsReading } from '../reading.ts';
import type { ParseContext } from '../source.ts';
import { isAdvertising, kindOfName } from './protected-names.ts';
import { targetOf, type Target } from './target.ts';

/** No more than the fact has room for. */
const MOST_NAMES = 16;

/** Ends that are nobody's on the internet (RFC 6761, 6762, 8375, 9476, and what routers and companies make up). */
const PRIVATE_END =
  /(?:^|\.)(?:localhost|localdomain|local|lan|home|internal|intranet|intra|private|corp|test|example|invalid|arpa|docker|localnet|box|dev\.local|svc|cluster)$/;
/** Docker writes these two itself (https://docs.docker.com/desktop/features/networking/). RFC 2606 keeps the others for examples. */
const KNOWN_HARMLESS = /(?:^|\.)(?:docker\.internal|example\.(?:com|net|org)|localtest\.me|lvh\.me)$/;
/** A developer's copy of a site at home. */
const DEVELOPMENT =
  /(?:^|[-.])(?:dev|devel|develop|development|local|test|testing|staging|stage|stg|sandbox|qa|uat|preview|vagrant|demo)\d*(?=[-.])/;

type Judgement = 'harmless' | 'tampered' | 'unclear';

/**
 * Where the hosts file sends names. Tampered: a name that people or the system rely on (updates, protection, signing in, money, sites that
 * everybody knows) that is sent anywhere, or of the first four kinds blocked; harmless: what is blocked otherwise, names that are nobody's
 * on the internet, and a public name in one's own network that is marked as a developer's; any other public name that is sent somewhere is
 * unclear, because nobody can tell a shortcut from a trap.
 */
export function readHostsFile(output: string, { exitCode }: ParseContext): NetworkSettingsReading {
  const unknown = unknownReading.networkSettings;
  const lines = output.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const judged = { entries: 0, comments: 0, noise: 0, hasHostName: false };
  const names = new Set<string>();
  let isTampered = false;
  let isUnclear = false;
  for (const line of lines) {
    const text = line.replace(/#.*$/, '').trim();
    if (text === '') {
      if (line.includes('#')) judged.comments += 1;
      continue;
    }
    const entry = readEntry(text);
    if (entry === null) {
      judged.noise += 1;
      continue;
    }
    judged.entries += 1;
    judged.hasHostName ||= entry.names.some((name) => name.includes('.') && targetOf(name) === null);
    for (const name of entry.names) {
      const judgement = judge(entry.target, name, entry.names);
      if (judgement === 'unclear') isUnclear = true;
      if (judgement !== 'tampered') continue;
      isTampered = true;
      // Only names of our own list are ever told, never what is below them.
      const { domain } = kindOfName(name);
      if (domain !== null) names.add(domain);
    }
  }
  if (isTampered)
    return { ...unknown('unreadable'), tampered: true, names: [...names].slice(0, MOST_NAMES), reason: null };
  if (!isHostsFile(output, judged, exitCode === 0)) return unknown(refusalReason(output.slice(0, 1000)));
  return isUnclear ? unknown('contradictory') : { ...unknown('unreadable'), tampered: false, reason: null };
}

function readEntry(text: string): { readonly target: Exclude<Target, null>; readonly names: readonly string[] } | null {
  const [address = '', ...names] = text.split(/\s+/);
  const target = targetOf(address);
  const clean = names.map((name) => name.toLowerCase().replace(/\.$/, ''));
  if (target === null || clean.length === 0 || !clean.every((name) => /^[\p{L}\d_*-][\p{L}\d._*-]*$/u.test(name)))
    return null;
  return { target, names: clean };
}

function judge(target: Exclude<Target, null>, name: string, together: readonly string[]): Judgement {
  if (!name.includes('.') || PRIVATE_END.test(name) || KNOWN_HARMLESS.test(name)) return 'harmless';
  // A number instead of a name: some lists have them by mistake, and no resolver ever asks for one.
  if (targetOf(name) !== null) return 'harmless';
  const { kind } = kindOfName(name);
  if (target === 'sink') return kind === 'needed' && !isAdvertising(name) ? 'tampered' : 'harmless';
  if (kind !== 'plain') return kind === 'sensitive' && target === 'private' ? 'unclear' : 'tampered';
  // `192.168.1.5 host.company.com host`: how installers write the laptop's own name.
  if (target === 'private' && (together.includes(name.split('.')[0] ?? '') || DEVELOPMENT.test(name)))
    return 'harmless';
  return 'unclear';
}

interface Judged {
  readonly entries: number;
  readonly comments: number;
  readonly noise: number;
  readonly hasHostName: boolean;
}

/** Whether this is a hosts file at all, and all of it: any text has lines of which nothing is known. */
function isHostsFile(output: string, { entries, comments, noise, hasHostName }: Judged, isReadByUs: boolean): boolean {
  // The file itself was read: a resolver, too, skips lines that it can't make out. An empty one redirects nothing.
  if (isReadByUs) return entries > 0 || noise === 0;
  // What people paste has a prompt or two around it.
  if (entries > 0) return (noise === 0 && hasHostName) || (noise <= 2 && noise <= entries && hasLoopback(output));
  return comments > 0 && noise === 0 && /hosts/i.test(output) && hasLoopback(output);
}

function hasLoopback(output: string): boolean {
  return /(?:^|\n)[#\s]*(?:127\.0\.0\.1|::1)\s+localhost\b/i.test(output);
}
