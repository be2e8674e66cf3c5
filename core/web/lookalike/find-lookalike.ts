import type { PublicSuffixes } from '../rules/outcome.ts';
import { canonicalHost } from '../url/canonical-host.ts';
import { isIpHost } from '../url/ip-address.ts';
import { isOneEdit } from './one-edit.ts';
import { labelToUnicode } from './punycode.ts';
import { isMixedScript } from './scripts.ts';
import { skeletonOf } from './skeleton.ts';

export interface Lookalike {
  /** How it deceives: letters of two alphabets, letters that look alike, one letter off, or the whole name put in front of another site. */
  readonly kind: 'mixed-script' | 'confusable' | 'typo' | 'embedded';
  /** The protected name that it is taken for; null when the letters alone give it away. */
  readonly of: string | null;
}

export interface LookalikeOptions {
  /** Hosts that people trust: the organisation's own, its bank, its sign-in. */
  readonly protectedNames: readonly string[];
  /** Also when only the brand stands in another site's name, as in `paypal-login.example`. Off: quieter. */
  readonly brandAnywhere: boolean;
  /** Sites that are known to be what they are. They and all below them are never taken for another. */
  readonly exempt: readonly string[];
  readonly suffixes: PublicSuffixes;
}

interface ProtectedName {
  readonly host: string;
  readonly site: string;
  readonly label: string;
  readonly skeleton: string;
}

/** Short words are one letter from many others: fewer letters than this cry wolf (public trackers: distance 1 for 6 and more). */
const MIN_TYPO_LENGTH = 6;
const MIN_BRAND_LENGTH = 4;

/** Makes a check for canonical hosts. It is for the addresses that people open, not for every request. */
export function createLookalikeCheck(options: LookalikeOptions): (host: string) => Lookalike | null {
  const names = options.protectedNames.flatMap((name) => protectedName(name, options.suffixes));
  const trusted = [
    ...names.map(({ site }) => site),
    ...names.map(({ host }) => host),
    ...options.exempt.flatMap((name) => canonicalHost(name) ?? []),
  ];
  return (host) => {
    if (isIpHost(host) || host.length > 253 || trusted.some((name) => host === name || host.endsWith(`.${name}`)))
      return null;
    const site = options.suffixes.registrableDomain(host) ?? host;
    for (const name of names) {
      const kind = kindOf(host, site, name, options.brandAnywhere);
      if (kind !== null) return { kind, of: name.host };
    }
    return host.split('.').some((label) => isMixedScript(labelToUnicode(label)))
      ? { kind: 'mixed-script', of: null }
      : null;
  };
}

function protectedName(name: string, suffixes: PublicSuffixes): ProtectedName[] {
  const host = canonicalHost(name);
  const site = host === undefined || isIpHost(host) ? null : suffixes.registrableDomain(host);
  if (host === undefined || site === null) return [];
  const label = labelToUnicode(firstLabel(site));
  return [{ host, site, label, skeleton: skeletonOf(label) }];
}

function kindOf(host: string, site: string, name: ProtectedName, brandAnywhere: boolean): Lookalike['kind'] | null {
  const label = labelToUnicode(firstLabel(site));
  if (label !== name.label) {
    if (skeletonOf(label) === name.skeleton) return 'confusable';
    if (name.label.length >= MIN_TYPO_LENGTH && isOneEdit(label, name.label)) return 'typo';
  }
  if (standsInFront(host, site, name)) return 'embedded';
  return brandAnywhere && name.label.length >= MIN_BRAND_LENGTH && hasBrand(withoutSuffix(host, site), name.skeleton)
    ? 'embedded'
    : null;
}

/** `crm.example.com.evil.net` and `login-crm.example.com.evil.net`: the whole trusted name, then somebody else's. */
function standsInFront(host: string, site: string, name: ProtectedName): boolean {
  const before = `.${host.slice(0, host.length - site.length)}`;
  const asSubdomain = new RegExp(`[.-]${escaped(name.site)}[.-]`);
  const withDashes =
    `.${host}`.includes(`.${name.site.replaceAll('.', '-')}.`) || host.includes(`-${name.site.replaceAll('.', '-')}.`);
  return asSubdomain.test(before) || withDashes;
}

/** The brand as one word of the host, in whatever letters. */
function hasBrand(host: string, skeleton: string): boolean {
  return host.split('.').some((label) =>
    labelToUnicode(label)
      .split('-')
      .some((word) => skeletonOf(word) === skeleton),
  );
}

/** A public suffix is nobody's brand, even one that is called like it. */
const withoutSuffix = (host: string, site: string) =>
  host.slice(0, host.length - site.length + firstLabel(site).length);

const escaped = (text: string) => text.replaceAll('.', '\\.');
const firstLabel = (site: string) => site.slice(0, site.indexOf('.'));
