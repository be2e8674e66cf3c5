import type { Facts } from '../../../core/facts/catalogue.ts';
import type { UnknownReason } from '../../../core/facts/fact.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged, type ResultOf } from './results.ts';

type FirewallResult = Aged<ResultOf<'firewall'>>;

/** What people call the thing behind a source. */
const PRODUCTS: Readonly<Record<string, string>> = {
  'linux/nft': 'nftables',
  'linux/iptables': 'iptables',
  'linux/ip6tables': 'iptables',
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
 * On Linux any one firewall is enough, each read by itself, but for IPv4 and for IPv6: a laptop that is closed to one only is open. Off needs
 * that every firewall that there could be said no: the kernel's own rules (nft and the old tables), or every product when the kernel
 * won't tell. What is merely configured never outweighs a kernel that says otherwise.
 */
export function combineFirewall(results: readonly Aged[]): Facts['firewall'] {
  const all = ofFamily(results, 'firewall');
  const yes = all.filter((result) => result.reading.enabled === true);
  const no = all.filter((result) => result.reading.enabled === false);
  if (all.some((result) => result.source.startsWith('linux/'))) return combineLinux(all);
  const observedNo = no.filter((result) => !CLAIMS.has(result.source));
  const observedYes = yes.filter((result) => !CLAIMS.has(result.source));
  if (observedYes.length > 0 && observedNo.length > 0)
    return unknownFact('contradictory', [...observedYes, ...observedNo]);
  if (observedNo.length > 0) return off(observedNo);
  if (observedYes.length > 0) return on(observedYes);
  if (no.length > 0) return off(no);
  return yes.length > 0 ? on(yes) : unknownFact(mostTelling(all.map((result) => result.reading.reason)), all);
}

function combineLinux(all: readonly FirewallResult[]): Facts['firewall'] {
  const [ipv4, ipv6] = [linuxState(all, 'ipv4'), linuxState(all, 'ipv6')];
  for (const state of [ipv4, ipv6]) if (state.is === 'open') return off(state.from);
  for (const state of [ipv4, ipv6]) if (state.is === 'unknown') return unknownFact(state.reason, state.from);
  return on([...new Set([...ipv4.from, ...ipv6.from])]);
}

type State =
  | { readonly is: 'closed' | 'open'; readonly from: readonly FirewallResult[] }
  | { readonly is: 'unknown'; readonly reason: UnknownReason; readonly from: readonly FirewallResult[] };

/** Who knows the old tables of each kind of address. */
const OLD = {
  ipv4: { names: 'linux/legacy-tables', rules: 'linux/iptables' },
  ipv6: { names: 'linux/legacy-tables-6', rules: 'linux/ip6tables' },
} as const;

function linuxState(all: readonly FirewallResult[], family: 'ipv4' | 'ipv6'): State {
  const find = (source: string): FirewallResult | undefined => all.find((result) => result.source === source);
  // A zone in use that lets everything in (firewalld's “trusted”) closes nothing, however the kernel's rules beside it read.
  const openZone = find('linux/firewalld');
  if (openZone?.reading.enabled === false && Object.values(openZone.reading.profiles ?? {}).includes(false))
    return { is: 'open', from: [openZone] };
  const kernel = all.filter((result) => KERNEL.has(result.source));
  const closing = kernel.filter((result) => sayOf(result, family) === true);
  // A product that is on closes both; its name is worth more than the kernel's.
  const products = all.filter((result) => !KERNEL.has(result.source) && result.reading.enabled === true);
  if (closing.length > 0) return { is: 'closed', from: [...closing, ...products] };
  const nft = find('linux/nft');
  const nftOpen = nft !== undefined && sayOf(nft, family) === false;
  const oldOpen = [OLD[family].names, OLD[family].rules]
    .flatMap((source) => find(source) ?? [])
    .filter((result) => sayOf(result, family) === false);
  if (nftOpen && oldOpen.length > 0)
    return products.length === 0
      ? { is: 'open', from: [nft, ...oldOpen] }
      : // The kernel's rules are open although something says that it closed them: which of the two is late can't be told.
        { is: 'unknown', reason: 'contradictory', from: [nft, ...oldOpen, ...products] };
  if (products.length > 0) return { is: 'closed', from: products };
  // Whoever could still be blocking: known to be there, or not to be asked.
  const silent = all.filter(
    (result) => sayOf(result, family) === null && speaksOf(result, family) && result.reading.reason !== 'not-installed',
  );
  if (silent.length > 0)
    return { is: 'unknown', reason: mostTelling(silent.map((result) => result.reading.reason)), from: silent };
  // Without the tool nobody here can see the kernel's rules, and something else may have set them.
  if (!nftOpen && !oldOpen.some((result) => result.source === OLD[family].rules))
    return { is: 'unknown', reason: 'not-installed', from: all };
  return oldOpen.length > 0 || nftOpen
    ? { is: 'open', from: [...(nftOpen ? [nft] : []), ...oldOpen] }
    : { is: 'unknown', reason: mostTelling(all.map((result) => result.reading.reason)), from: all };
}

const KERNEL: ReadonlySet<string> = new Set([
  'linux/nft',
  'linux/iptables',
  'linux/ip6tables',
  'linux/legacy-tables',
  'linux/legacy-tables-6',
  'linux/ipv6-addresses',
]);

/** What one source says of one kind of address. A ruleset that was read and has no chain for it leaves it open. */
function sayOf({ source, reading }: FirewallResult, family: 'ipv4' | 'ipv6'): boolean | null {
  const say = reading.families === undefined ? reading.enabled : reading.families[family];
  return source === 'linux/nft' &&
    reading.families !== undefined &&
    say === null &&
    reading.profiles !== null &&
    !Object.values(reading.profiles).includes(null)
    ? false
    : say;
}

function speaksOf({ source }: FirewallResult, family: 'ipv4' | 'ipv6'): boolean {
  const other = family === 'ipv4' ? OLD.ipv6 : OLD.ipv4;
  return source !== other.names && source !== other.rules && source !== 'linux/ipv6-addresses';
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
