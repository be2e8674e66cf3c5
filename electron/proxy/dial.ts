import type { HostPort, Refusal, Resolve } from './contract.ts';
import { isLoopback, type JudgeAddress } from './address/judge-address.ts';
import type { PortalPass } from './portal/portal-pass.ts';
import { raceConnect, type Connected } from './race-connect.ts';
import type { Target } from './target.ts';

export type Dialed =
  | { readonly ok: true; readonly connection: Connected }
  | { readonly ok: false; readonly why: Extract<Refusal, 'private-address' | 'itself'> }
  | { readonly ok: false; readonly why: 'no-such-name' | 'unreachable' | 'timed-out' };

export interface DialOptions {
  readonly reuseBuffer: boolean;
  readonly signal: AbortSignal;
}

export interface Dialer {
  /** On behalf of a page: only where addresses allow. */
  toTarget(target: Target, options: DialOptions): Promise<Dialed>;
  /** To the proxy that the computer used before us: wherever that is, but never back to ourselves. */
  toUpstream(upstream: HostPort, options: DialOptions): Promise<Dialed>;
}

export interface DialerParts {
  readonly resolve: Resolve;
  readonly judge: JudgeAddress;
  readonly portal: PortalPass;
  /** The ports that this proxy listens on. */
  isOwnPort(port: number): boolean;
  readonly connectTimeoutMs: number;
}

/** Looks a name up once, judges every address it has, and connects to those addresses and no others. */
export function createDialer(parts: DialerParts): Dialer {
  const lookUp = oneAtATime(parts.resolve);
  const connect = async (addresses: readonly string[], port: number, options: DialOptions): Promise<Dialed> => {
    try {
      const timeoutMs = parts.connectTimeoutMs;
      return { ok: true, connection: await raceConnect({ addresses, port, timeoutMs, ...options }) };
    } catch (error) {
      const late = error instanceof Error && 'code' in error && error.code === 'ETIMEDOUT';
      return { ok: false, why: late ? 'timed-out' : 'unreachable' };
    }
  };
  const isItself = (addresses: readonly string[], port: number): boolean =>
    parts.isOwnPort(port) && addresses.some((address) => isLoopback(address));

  return {
    toTarget: async ({ host, port, isAddress }, options) => {
      const addresses = isAddress ? [host] : await lookUp(host);
      if (addresses.length === 0) return { ok: false, why: 'no-such-name' };
      if (isItself(addresses, port)) return { ok: false, why: 'itself' };
      // One forbidden address condemns the name: which of them is used must not be the attacker's choice.
      const refused = addresses.filter((address) => !parts.judge(host, address).reachable);
      if (refused.some((address) => !parts.portal.allows(host, address))) {
        parts.portal.suspect();
        return { ok: false, why: 'private-address' };
      }
      return connect(addresses, port, options);
    },
    toUpstream: async ({ host, port }, options) => {
      const addresses = await lookUp(host);
      if (addresses.length === 0) return { ok: false, why: 'no-such-name' };
      return isItself(addresses, port) ? { ok: false, why: 'itself' } : connect(addresses, port, options);
    },
  };
}

/** A page opens six connections to one host at once; one look-up serves them all. Failures are an empty list. */
function oneAtATime(resolve: Resolve): (host: string) => Promise<readonly string[]> {
  const running = new Map<string, Promise<readonly string[]>>();
  return (host) => {
    const known = running.get(host);
    if (known !== undefined) return known;
    const asked = resolve(host)
      .catch((): readonly string[] => [])
      .finally(() => running.delete(host));
    running.set(host, asked);
    return asked;
  };
}
