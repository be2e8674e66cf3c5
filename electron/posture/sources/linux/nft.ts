import { asObject, readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type FirewallReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { ADDRESS_FAMILIES, fateOf, type AddressFamily } from './input-chain.ts';
import type { NftChain } from './nft-chain.ts';
import { readRulesetJson } from './nft-json.ts';
import { readRulesetText } from './nft-text.ts';

/** The kernel's own rules, those of iptables-nft, ufw and firewalld included. Reading them needs root. */
export const nft = defineSource({
  id: 'linux/nft',
  platform: 'linux',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: { via: 'command', tool: linuxTool('nft'), args: ['--json', 'list', 'ruleset'] },
  parse: (output) => {
    const json = asObject(readJson(output));
    const chains = json !== null && 'nftables' in json ? readRulesetJson(json) : readRulesetText(output);
    return chains === null ? unknownReading.firewall(refusalReason(output)) : judgeRuleset(chains);
  },
});

const HOLDS: Readonly<Record<AddressFamily, ReadonlySet<string>>> = {
  ipv4: new Set(['inet', 'ip']),
  ipv6: new Set(['inet', 'ip6']),
};

/**
 * Blocked when, for IPv4 and for IPv6, some base chain on the input hook lets nothing unsolicited through; later hooks can't undo a
 * drop. Where nothing here looks at IPv6 at all, whether there is any IPv6 is for another source to say.
 */
function judgeRuleset(chains: readonly NftChain[]): FirewallReading {
  const inputs = chains.filter(
    (chain) =>
      chain.hook === 'input' &&
      (chain.type === null || chain.type === 'filter') &&
      (HOLDS.ipv4.has(chain.family) || HOLDS.ipv6.has(chain.family)),
  );
  const profiles: Record<string, boolean | null> = {};
  const closed: Record<AddressFamily, (boolean | null)[]> = { ipv4: [], ipv6: [] };
  for (const input of inputs) {
    const fates = ADDRESS_FAMILIES.filter((family) => HOLDS[family].has(input.family)).map((family) => {
      const is = isClosed(input, chains, family);
      closed[family].push(is);
      return is;
    });
    profiles[`${input.table} ${input.name}`] = fates.includes(false) ? false : fates.includes(null) ? null : true;
  }
  // Without any chain for IPv4 it is open: every laptop has IPv4.
  const ipv4 = closed.ipv4.length === 0 ? false : any(closed.ipv4);
  const ipv6 = any(closed.ipv6);
  const enabled = ipv4 === false || ipv6 === false ? false : ipv4 === true && ipv6 === true ? true : null;
  return {
    enabled,
    profiles,
    stealth: null,
    families: { ipv4, ipv6 },
    reason: enabled === null ? 'unsupported' : null,
  };
}

function isClosed(input: NftChain, chains: readonly NftChain[], family: AddressFamily): boolean | null {
  const inTable = new Map(
    chains.filter((chain) => chain.table === input.table).map((chain) => [chain.name, chain.rules]),
  );
  const fate = fateOf(input.name, inTable, family);
  return fate === 'unclear' ? null : fate === 'undecided' ? input.policy === 'drop' : fate === 'drop';
}

/** One chain that is closed is enough; null when there is none to ask or one can't be told. */
function any(closed: readonly (boolean | null)[]): boolean | null {
  if (closed.includes(true)) return true;
  return closed.length === 0 || closed.includes(null) ? null : false;
}
