import type { PublicSuffixes } from '../rules/outcome.ts';
import { isIpHost } from '../url/ip-address.ts';
import type { NetworkTarget } from '../url/target.ts';
import { hostKeys, type HostKeys } from './host-keys.ts';
import type { Work } from './work.ts';

/** Who started requests: the same page starts many, so what is known of it is kept. */
export interface Initiator {
  readonly host: string;
  readonly keys: HostKeys;
  /** Registrable domain. */
  readonly site: string;
}

/** One hop of a request as rules see it. What costs time and few rules ask is worked out when first asked. */
export class MatchRequest {
  readonly target: NetworkTarget;
  /** `target.url` in lower case. */
  readonly lower: string;
  readonly hostEnd: number;
  readonly keys: HostKeys;
  /** null when nobody is known to have started it. */
  readonly initiator: Initiator | null;
  readonly typeBit: number;
  readonly method: string;
  readonly work: Work;
  private readonly sites: SiteCache;
  private thirdParty: boolean | undefined;

  constructor(
    target: NetworkTarget,
    initiator: Initiator | null,
    typeBit: number,
    method: string,
    sites: SiteCache,
    work: Work,
  ) {
    this.target = target;
    this.lower = target.url.toLowerCase();
    this.hostEnd = target.hostStart + target.host.length;
    this.keys = hostKeys(target.host);
    this.initiator = initiator;
    this.typeBit = typeBit;
    this.method = method;
    this.sites = sites;
    this.work = work;
    this.thirdParty = initiator === null || initiator.host === target.host ? false : undefined;
  }

  /** Nobody known to have started it: the page itself did. */
  get isThirdParty(): boolean {
    this.thirdParty ??= this.initiator !== null && this.isAnotherSite(this.initiator);
    return this.thirdParty;
  }

  /** Most are told apart without the list of suffixes: whatever is not below the initiator's site is another site. */
  private isAnotherSite(initiator: Initiator): boolean {
    const { host } = this.target;
    return !isAtOrBelow(host, initiator.site) || this.sites.siteOf(host) !== initiator.site;
  }

  /** The public suffix of a host, '' when it is an address. */
  suffixOf(host: string): string {
    const site = this.sites.siteOf(host);
    return isIpHost(host) ? '' : site.slice(site.indexOf('.') + 1);
  }
}

export function isAtOrBelow(host: string, domain: string): boolean {
  if (host.length === domain.length) return host === domain;
  return (
    host.length > domain.length && host.charCodeAt(host.length - domain.length - 1) === 0x2e && host.endsWith(domain)
  );
}

const MAX_SITES = 4096;

/** Registrable domains of hosts seen lately: pages ask for the same few hosts again and again. */
export class SiteCache {
  private readonly suffixes: PublicSuffixes | undefined;
  private readonly known = new Map<string, string>();

  constructor(suffixes: PublicSuffixes | undefined) {
    this.suffixes = suffixes;
  }

  /** The registrable domain; an address and a bare suffix are their own. */
  siteOf(host: string): string {
    const cached = this.known.get(host);
    if (cached !== undefined) return cached;
    if (this.known.size >= MAX_SITES) this.known.clear();
    const site = isIpHost(host) ? host : (this.suffixes?.registrableDomain(host) ?? host);
    this.known.set(host, site);
    return site;
  }
}

/** Makes initiators, and keeps the last one: a page's requests come one after another. */
export class InitiatorCache {
  private readonly sites: SiteCache;
  private last: Initiator | undefined;

  constructor(sites: SiteCache) {
    this.sites = sites;
  }

  of(host: string): Initiator {
    if (this.last?.host !== host) this.last = { host, keys: hostKeys(host), site: this.sites.siteOf(host) };
    return this.last;
  }
}
