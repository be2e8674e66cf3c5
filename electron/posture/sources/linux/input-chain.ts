/** What one rule of a chain does with a packet that matches nothing in particular. */
export type RuleEffect =
  /** Says nothing about new, unsolicited packets (a port, an address, an interface, established connections …). */
  | { readonly does: 'nothing' }
  | { readonly does: 'accept' | 'drop' | 'return' }
  | { readonly does: 'jump' | 'goto'; readonly chain: string };

/**
 * What becomes of an unsolicited packet that no special rule takes: the rules in order, into the chains that they always
 * jump to, then the policy. `undecided` comes back from a chain that falls off its end.
 */
export function fateOf(
  chain: string,
  chains: ReadonlyMap<string, readonly RuleEffect[]>,
  depth = 0,
): 'accept' | 'drop' | 'undecided' {
  if (depth > 16) return 'accept';
  for (const rule of chains.get(chain) ?? []) {
    switch (rule.does) {
      case 'nothing':
        break;
      case 'accept':
      case 'drop':
        return rule.does;
      case 'return':
        return 'undecided';
      case 'jump':
      case 'goto': {
        const fate = fateOf(rule.chain, chains, depth + 1);
        if (fate !== 'undecided' || rule.does === 'goto') return fate;
        break;
      }
    }
  }
  return 'undecided';
}

/** One condition of a rule, in whichever tool's words. */
export type Condition =
  | { readonly on: 'interface' | 'state' | 'protocol' | 'source'; readonly values: readonly string[] }
  | { readonly on: 'other' };

/** An accept that lets in what nobody asked for all the same: for every new connection, a whole protocol, from anywhere, or by the network card. */
export function isBroad(conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => {
    switch (condition.on) {
      case 'interface':
        return condition.values.some((name) => /^(eth|en|wl|ww|usb)/.test(name));
      case 'state':
        return condition.values.includes('new');
      case 'protocol':
        return condition.values.some((name) => name === 'tcp' || name === 'all' || name === '6' || name === '0');
      case 'source':
        return condition.values.some((address) => /^(0\.0\.0\.0|::)\/0$/.test(address));
      case 'other':
        return false;
    }
  });
}
