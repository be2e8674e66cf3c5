import type { Lookalike } from '../lookalike/find-lookalike.ts';
import { TOO_MUCH_WORK, type EngineHit } from '../match/engine.ts';
import { hostKeys } from '../match/host-keys.ts';
import type { HostOverlay } from '../match/judge-request.ts';
import { SuffixMap } from '../match/suffix-map.ts';
import { isIpHost } from '../url/ip-address.ts';
import type { WebRules } from './effective-rules.ts';

const LIST = 'policy';

/**
 * What policy makes of a host and of what the lists say about it. The organisation's own allow and deny lists come first (the most
 * specific name, and `allow` on a tie), then allow-only mode, then look-alikes, then the lists with their categories.
 */
export function createPolicyOverlay(rules: WebRules, findLookalike: (host: string) => Lookalike | null): HostOverlay {
  const own = new SuffixMap<EngineHit>();
  const allowed = new Set(rules.allow);
  for (const { host, category, why } of rules.deny)
    if (!allowed.has(host))
      own.add(host, { action: 'block', list: LIST, category, text: why === '' ? host : `${host}: ${why}` });
  for (const host of rules.allow) own.add(host, { action: 'allow', list: LIST, category: 'allowed', text: host });
  return (host, byLists) => {
    const isIp = isIpHost(host);
    const listed = own.find(hostKeys(host), (_, isHostItself) => isHostItself || !isIp);
    if (listed !== undefined) return listed;
    if (rules.mode === 'allow-only')
      return { action: 'block', list: LIST, category: 'not-allowed', text: 'allow-only' };
    const lookalike = findLookalike(host);
    if (lookalike !== null && byLists?.action !== 'allow') return lookalikeHit(lookalike);
    if (byLists?.action === 'block' && byLists !== TOO_MUCH_WORK && rules.categories[byLists.category] === 'allow')
      return { ...byLists, action: 'allow' };
    return byLists;
  };
}

function lookalikeHit({ kind, of }: Lookalike): EngineHit {
  return { action: 'block', list: 'lookalike', category: 'phishing', text: of === null ? kind : `${kind}: ${of}` };
}
