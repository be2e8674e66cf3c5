import { isIpHost } from '../url/ip-address.ts';
import { EFFECT_RANK, type DomainIndex, type DomainRule } from './domain-index.ts';
import { hostKeys, type HostKeys } from './host-keys.ts';
import { SuffixMap } from './suffix-map.ts';

/** Domain rules in memory: exact, quick to make, and as large as its strings. For lists of up to some hundred thousand. */
export interface MemoryDomainIndex extends DomainIndex {
  /** `lookup`, for who has the keys already. */
  lookupKeys(keys: HostKeys): DomainRule | undefined;
}

export function createMemoryDomainIndex(rules: Iterable<DomainRule>): MemoryDomainIndex {
  const map = new SuffixMap<DomainRule>();
  let size = 0;
  for (const rule of rules) {
    map.add(rule.domain, rule);
    size += 1;
  }
  return { size, lookup: (host) => decide(map, hostKeys(host)), lookupKeys: (keys) => decide(map, keys) };
}

function decide(map: SuffixMap<DomainRule>, keys: HostKeys): DomainRule | undefined {
  let best: DomainRule | undefined;
  map.find(keys, (rule, isHostItself) => {
    if (isHostItself ? rule.scope === 'below' : rule.scope === 'exact') return false;
    // An address has no parents, whatever a rule's digits look like.
    if (!isHostItself && isIpHost(keys.host)) return false;
    if (best === undefined || EFFECT_RANK[rule.effect] > EFFECT_RANK[best.effect]) best = rule;
    return EFFECT_RANK[best.effect] === EFFECT_RANK['important-allow'];
  });
  return best;
}
