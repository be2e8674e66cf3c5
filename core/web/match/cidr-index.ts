import type { CidrRule } from '../rules/rule.ts';
import { hostIpBytes, isIpHost } from '../url/ip-address.ts';

/** Ranges of addresses, by their length and their first bytes, so that a look-up takes one step per length in use. */
export class CidrIndex {
  private readonly byLength = new Map<string, Map<string, CidrRule>>();

  constructor(rules: readonly CidrRule[]) {
    for (const rule of rules) {
      const length = `${rule.bytes.length}/${rule.bits}`;
      const ranges = this.byLength.get(length) ?? new Map<string, CidrRule>();
      this.byLength.set(length, ranges);
      ranges.set(prefixOf(rule.bytes, rule.bits), rule);
    }
  }

  find(host: string): CidrRule | undefined {
    if (this.byLength.size === 0 || !isIpHost(host)) return undefined;
    const bytes = hostIpBytes(host);
    if (bytes === undefined) return undefined;
    for (let bits = bytes.length * 8; bits >= 8; bits -= 1) {
      const rule = this.byLength.get(`${bytes.length}/${bits}`)?.get(prefixOf(bytes, bits));
      if (rule !== undefined) return rule;
    }
    return undefined;
  }
}

function prefixOf(bytes: readonly number[], bits: number): string {
  const whole = bytes.slice(0, bits >> 3);
  const rest = bits & 7;
  return [...whole, rest === 0 ? 0 : (bytes[bits >> 3] ?? 0) >> (8 - rest)].join('.');
}
