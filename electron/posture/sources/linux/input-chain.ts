/** IPv4 and IPv6 are filtered each by itself, and a laptop can be reached over either. */
export type AddressFamily = 'ipv4' | 'ipv6';
export const ADDRESS_FAMILIES = ['ipv4', 'ipv6'] as const;

/** What one rule of a chain does with a packet that matches nothing in particular. */
export type RuleEffect =
  /** Says nothing about new, unsolicited packets (a port, an address, an interface, established connections …). */
  | { readonly does: 'nothing' }
  | { readonly does: 'accept' | 'drop' | 'return' }
  | { readonly does: 'jump' | 'goto'; readonly chain: string }
  /** Sends most of what comes from outside into a chain: what that one lets in is in; what it does not is not all there is. */
  | { readonly does: 'mostly'; readonly chain: string }
  /** It was cut off, or hands the packet to something that we can't see into. */
  | { readonly does: 'unclear' };

/** An effect, and the only kind of address that it is about, if there is one. */
export interface Rule {
  readonly effect: RuleEffect;
  readonly family: AddressFamily | null;
}

export type Fate = 'accept' | 'drop' | 'undecided' | 'unclear';

/**
 * What becomes of an unsolicited packet that no special rule takes: the rules in order, into the chains that they always
 * jump to, then the policy. `undecided` comes back from a chain that falls off its end; `unclear` from one that is not shown.
 */
export function fateOf(
  chain: string,
  chains: ReadonlyMap<string, readonly Rule[]>,
  family: AddressFamily,
  depth = 0,
): Fate {
  const rules = chains.get(chain);
  if (rules === undefined) return 'unclear';
  if (depth > 16) return 'accept';
  for (const { effect, family: only } of rules) {
    if (only !== null && only !== family) continue;
    switch (effect.does) {
      case 'nothing':
        break;
      case 'accept':
      case 'drop':
      case 'unclear':
        return effect.does;
      case 'return':
        return 'undecided';
      case 'mostly': {
        const fate = fateOf(effect.chain, chains, family, depth + 1);
        if (fate === 'accept' || fate === 'unclear') return fate;
        break;
      }
      case 'jump':
      case 'goto': {
        const fate = fateOf(effect.chain, chains, family, depth + 1);
        if (fate !== 'undecided' || effect.does === 'goto') return fate;
        break;
      }
    }
  }
  return 'undecided';
}

/** One condition of a rule, in whichever tool's words. */
export type Condition =
  | {
      readonly on: 'interface' | 'state' | 'protocol' | 'source' | 'port' | 'family';
      readonly values: readonly string[];
      readonly negated?: boolean;
    }
  | { readonly on: 'other' };

export type Verdict =
  | { readonly does: 'accept' | 'drop' | 'return' | 'unclear' }
  | { readonly does: 'jump' | 'goto'; readonly chain: string };

/** What a rule comes to: with conditions an accept counts when they choose nearly everything, a drop when they spare nothing. */
export function ruleOf(conditions: readonly Condition[], verdict: Verdict): Rule {
  const family = conditions.flatMap((condition) => familyOf(condition) ?? [])[0] ?? null;
  const rest = conditions.filter((condition) => familyOf(condition) === null);
  return { effect: effectOf(rest, verdict), family };
}

function effectOf(conditions: readonly Condition[], verdict: Verdict): RuleEffect {
  if (conditions.length === 0) return verdict;
  switch (verdict.does) {
    case 'accept':
      return isBroad(conditions) ? { does: 'accept' } : { does: 'nothing' };
    case 'drop':
      return isWhole(conditions) ? { does: 'drop' } : { does: 'nothing' };
    case 'jump':
    case 'goto':
      if (isWhole(conditions)) return verdict;
      return isBroad(conditions) ? { does: 'mostly', chain: verdict.chain } : { does: 'nothing' };
    case 'unclear':
      return isBroad(conditions) ? { does: 'unclear' } : { does: 'nothing' };
    // Leaving a chain early for some packets: the others decide.
    case 'return':
      return isWhole(conditions) ? { does: 'return' } : { does: 'nothing' };
  }
}

function familyOf(condition: Condition): AddressFamily | null {
  if (condition.on !== 'family' || condition.negated === true || condition.values.length !== 1) return null;
  const [value] = condition.values;
  return value === 'ipv4' || value === 'ipv6' ? value : null;
}

/** An accept that lets in what nobody asked for all the same: for every new connection, a whole protocol, from anywhere, or by the network card. */
function isBroad(conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => {
    if (condition.on === 'other') return false;
    const { on, values, negated = false } = condition;
    switch (on) {
      case 'interface':
        return negated ? !values.some(isCard) : values.some(isCard);
      case 'state':
        return values.includes('new') !== negated;
      case 'protocol':
        return values.some((name) => /^(tcp|all|6|0)$/.test(name)) !== negated;
      case 'source':
        return values.some((address) => /^(0\.0\.0\.0|::)?\/0$|^(0\.0\.0\.0|::)$/.test(address)) && !negated;
      case 'port':
        return values.some(isEveryPort) && !negated;
      case 'family':
        return true;
    }
  });
}

/** A drop that leaves nothing unsolicited out: all but loopback, or every new connection. */
function isWhole(conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => {
    if (condition.on === 'other') return false;
    const { on, values, negated = false } = condition;
    switch (on) {
      case 'interface':
        return negated && values.every((name) => name === 'lo');
      case 'state':
        return negated
          ? values.every((state) => /^(established|related|invalid|untracked)$/.test(state))
          : values.includes('new');
      case 'protocol':
        return !negated && values.some((name) => name === 'all' || name === '0');
      case 'source':
        return !negated && values.some((address) => /^(0\.0\.0\.0|::)\/0$/.test(address));
      case 'port':
      case 'family':
        return false;
    }
  });
}

/** Names that the kernel and systemd give to real network cards; `+` and `*` stand for any. */
function isCard(name: string): boolean {
  return /^(eth|en|wl|ww|usb|bond|br-?lan|\*$|\+$)/.test(name);
}

function isEveryPort(range: string): boolean {
  const [low, high] = range.split(/[-:]/).map(Number);
  return low !== undefined && high !== undefined && low <= 1024 && high === 65_535;
}
