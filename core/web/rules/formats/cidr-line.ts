import { parseIp } from '../../url/ip-address.ts';
import { refused, rules, type LineOutcome, type LineSource } from '../outcome.ts';

const CIDR = /^\[?([0-9a-f.:]+)\]?\/(\d{1,3})$/i;

/** `192.0.2.0/24` or `2001:db8::/32`; undefined when the line is something else. */
export function readCidr(line: string, source: LineSource): LineOutcome | undefined {
  const found = CIDR.exec(line);
  const bytes = found === null ? undefined : parseIp(found[1] ?? '');
  if (found === null || bytes === undefined) return undefined;
  return cidrRule(bytes, Number(found[2]), line, source);
}

export function cidrRule(bytes: readonly number[], bits: number, text: string, source: LineSource): LineOutcome {
  if (bits > bytes.length * 8) return refused('the range is longer than an address');
  // RFC 6890: whole continents are no list entry; /0 to /7 is an accident.
  if (bits < 8) return refused('the range holds a large part of the internet');
  return rules({
    kind: 'cidr',
    rule: { bytes, bits, effect: source.effect, list: source.list, category: source.category, text },
  });
}
