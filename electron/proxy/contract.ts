/** What the proxy asks before a byte leaves. `connect`: only host and port are known; `http`: the whole URL is. */
export interface FilterRequest {
  readonly url: string;
  readonly via: 'connect' | 'http';
  /** The server name that the TLS ClientHello carried, lower case; absent until it was seen. */
  readonly sni?: string;
  /** The Host field as sent, which may differ from the URL's host. */
  readonly hostHeader?: string;
}

export type FilterDecision =
  | { readonly action: 'allow' }
  | {
      readonly action: 'block';
      readonly host: string;
      readonly rule: string;
      readonly category: string;
      readonly why: string;
    };

/** Synchronous and local. Throwing means blocked: whoever can't judge lets nothing through. */
export type Decide = (request: FilterRequest) => FilterDecision;

export type BlockDecision = Extract<FilterDecision, { action: 'block' }>;

/** Where a block was noticed: `sni` means that the tunnel's own name was fine and the one inside was not. */
export interface BlockedHit {
  readonly decision: BlockDecision;
  readonly via: 'connect' | 'http' | 'sni' | 'tunnelled-http';
}

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** The next place on the way: a proxy that was there before us, or null for the origin itself. */
export type Hop = HostPort | null;

/** Reaches a name's addresses. Rejects when there are none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Why a request was turned away for what it is, rather than for where it goes. Counted, never with a name. */
export type Refusal =
  | 'bad-request'
  | 'foreign-host'
  | 'from-a-page'
  | 'not-found'
  | 'port'
  | 'private-address'
  | 'itself'
  | 'pipelined'
  | 'bad-first-bytes'
  | 'too-slow'
  | 'too-many';
