import { firewallReading } from '../firewall.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type FirewallReading } from '../reading.ts';
import { defineSource, linuxTool, type Source } from '../source.ts';
import { fateOf, type AddressFamily } from './input-chain.ts';
import { readListing, readSpecifications } from './iptables-rules.ts';

/** `-S`, `iptables-save` or `-L [-n] [-v]` (iptables(8); none of it is translated). Needs root. It knows of one kind of address only. */
function tables(id: string, name: string, family: AddressFamily): Source<'firewall'> {
  return defineSource({
    id,
    platform: 'linux',
    family: 'firewall',
    fact: 'firewall',
    pace: 'firewall',
    gather: { via: 'command', tool: [...linuxTool(`${name}-legacy`), ...linuxTool(name)], args: ['-S'] },
    parse: (output) => read(output, family),
  });
}

export const iptables = tables('linux/iptables', 'iptables', 'ipv4');
export const ip6tables = tables('linux/ip6tables', 'ip6tables', 'ipv6');

function read(output: string, family: AddressFamily): FirewallReading {
  const rules = readSpecifications(output) ?? readListing(output);
  if (rules === null || rules.policy === null || rules.cutOff) return unknownReading.firewall(refusalReason(output));
  const fate = fateOf('INPUT', new Map([['INPUT', []], ...rules.chains]), family);
  const closed = fate === 'undecided' ? rules.policy === 'DROP' : fate === 'drop';
  // The other half of iptables (legacy or nft) holds rules that are not in this list: it may be the one that blocks.
  const hasMore = /^# Warning: (ip6?tables-legacy|table .* is incompatible)/m.test(output);
  if (fate === 'unclear' || (!closed && hasMore)) return unknownReading.firewall('unreadable');
  const families = { ipv4: family === 'ipv4' ? closed : null, ipv6: family === 'ipv6' ? closed : null };
  return { ...firewallReading(closed), families };
}
