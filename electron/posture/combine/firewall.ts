import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged, type ResultOf } from './results.ts';

type FirewallResult = Aged<ResultOf<'firewall'>>;

/** What people call the thing behind a source. */
const PRODUCTS: Readonly<Record<string, string>> = {
  'linux/nft': 'nftables',
  'linux/iptables': 'iptables',
  'linux/ufw-conf': 'ufw',
  'linux/firewalld': 'firewalld',
  'macos/socketfilterfw': 'macOS Firewall',
  'macos/spfirewall': 'macOS Firewall',
  'windows/firewall-profiles': 'Windows Firewall',
  'windows/firewall-registry': 'Windows Firewall',
};

/** They read what is set, not what the kernel does. */
const CLAIMS: ReadonlySet<string> = new Set(['linux/ufw-conf', 'windows/firewall-registry']);

/**
 * On Linux any one firewall is enough, each read by itself. Off needs that every firewall that there could be said no: the kernel's own
 * rules (nft and the old tables), or every product when the kernel won't tell. What is merely configured never outweighs a kernel that says otherwise.
 */
export function combineFirewall(results: readonly Aged[]): Facts['firewall'] {
  const all = ofFamily(results, 'firewall');
  const yes = all.filter((result) => result.reading.enabled === true);
  const no = all.filter((result) => result.reading.enabled === false);
  if (all.some((result) => result.source.startsWith('linux/'))) return combineLinux(all, yes, no);
  const observedNo = no.filter((result) => !CLAIMS.has(result.source));
  const observedYes = yes.filter((result) => !CLAIMS.has(result.source));
  if (observedYes.length > 0 && observedNo.length > 0)
    return unknownFact('contradictory', [...observedYes, ...observedNo]);
  if (observedNo.length > 0) return off(observedNo);
  if (observedYes.length > 0) return on(observedYes);
  if (no.length > 0) return off(no);
  return yes.length > 0 ? on(yes) : unknownFact(mostTelling(all.map((result) => result.reading.reason)), all);
}

function combineLinux(
  all: readonly FirewallResult[],
  yes: readonly FirewallResult[],
  no: readonly FirewallResult[],
): Facts['firewall'] {
  const kernelSaysNo = isNo(no, 'linux/nft') && (isNo(no, 'linux/legacy-tables') || isNo(no, 'linux/iptables'));
  // The kernel's rules are open although something says that it closed them: which of the two is late can't be told.
  if (kernelSaysNo && !isYes(yes, 'linux/iptables'))
    return yes.length === 0 ? off(no) : unknownFact('contradictory', [...yes, ...no]);
  if (yes.length > 0) return on(yes);
  // Whoever could still be blocking: known to be there, or not to be asked.
  const silent = all.filter((result) => result.reading.enabled === null && result.reading.reason !== 'not-installed');
  const nftMissing = all.find((result) => result.source === 'linux/nft')?.reading.reason === 'not-installed';
  if (silent.length > 0) return unknownFact(mostTelling(silent.map((result) => result.reading.reason)), silent);
  // Without the tool nobody here can see the kernel's rules, and something else may have set them.
  if (nftMissing && !isNo(no, 'linux/iptables')) return unknownFact('not-installed', all);
  return no.length > 0 ? off(no) : unknownFact(mostTelling(all.map((result) => result.reading.reason)), all);
}

function isYes(yes: readonly FirewallResult[], source: string): boolean {
  return yes.some((result) => result.source === source);
}

function isNo(no: readonly FirewallResult[], source: string): boolean {
  return no.some((result) => result.source === source);
}

function on(from: readonly FirewallResult[]): Facts['firewall'] {
  const products = [...new Set(from.flatMap((result) => PRODUCTS[result.source] ?? []))];
  // ufw and firewalld work through the kernel's tables: people know them by the name that they chose.
  const named = products.filter((name) => name !== 'nftables' && name !== 'iptables');
  return knownFact({ enabled: true, products: named.length > 0 ? named : products }, from);
}

function off(from: readonly FirewallResult[]): Facts['firewall'] {
  return knownFact({ enabled: false, products: [] }, from);
}
