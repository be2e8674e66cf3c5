/** RFC 1035 §2.3.4: no rule is for a longer name, so longer suffixes of a hostile host need no look-up. */
const MAX_RULE_HOST = 253;

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/); collisions only cost a comparison. */
const FNV_OFFSET = -2_128_831_035;
const FNV_PRIME = 16_777_619;
const DOT = 0x2e;

/** A host with a hash of itself and of each domain above it, all from one walk from its end. */
export interface HostKeys {
  readonly host: string;
  /** Where each domain starts in `host`, the shortest first. Names too long for any rule are left out. */
  readonly starts: readonly number[];
  readonly hashes: readonly number[];
}

export function hostKeys(host: string): HostKeys {
  const starts: number[] = [];
  const hashes: number[] = [];
  const first = Math.max(0, host.length - MAX_RULE_HOST);
  let hash = FNV_OFFSET;
  for (let at = host.length - 1; at >= first; at -= 1) {
    const code = host.charCodeAt(at);
    if (code === DOT) {
      starts.push(at + 1);
      hashes.push(hash);
    }
    hash = Math.imul(hash ^ code, FNV_PRIME);
  }
  if (first === 0 || host.charCodeAt(first - 1) === DOT) {
    starts.push(first);
    hashes.push(hash);
  }
  return { host, starts, hashes };
}

/** The hash that `hostKeys` has for a whole name. */
export function hostHash(name: string): number {
  let hash = FNV_OFFSET;
  for (let at = name.length - 1; at >= 0; at -= 1) hash = Math.imul(hash ^ name.charCodeAt(at), FNV_PRIME);
  return hash;
}
