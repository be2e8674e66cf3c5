import { isIPv4, isIPv6 } from 'node:net';

/** The 4 or 16 bytes of an IP address in its usual text form (no brackets, no zone), or null. */
export function addressBytes(text: string): readonly number[] | null {
  if (isIPv4(text)) return text.split('.').map(Number);
  if (!isIPv6(text) || text.includes('%')) return null;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const hextets = dotted === null ? text : `${dotted[1] ?? ''}${asHextets(dotted[2] ?? '')}`;
  const [head = '', tail] = hextets.split('::');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => 0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]);
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

function asHextets(ipv4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

export interface Network {
  readonly bytes: readonly number[];
  readonly bits: number;
}

/** Reads `10.0.0.0/8`, `fc00::/7` or a single address. Null when it is neither. */
export function readNetwork(text: string): Network | null {
  const [address = '', length, ...more] = text.split('/');
  const bytes = addressBytes(address);
  if (bytes === null || more.length > 0) return null;
  const bits = length === undefined ? bytes.length * 8 : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  return bits < 0 || bits > bytes.length * 8 ? null : { bytes, bits };
}

/** Whether an address lies in a network of its own family. */
export function isIn(address: readonly number[], { bytes, bits }: Network): boolean {
  if (address.length !== bytes.length) return false;
  const whole = bits >> 3;
  for (let index = 0; index < whole; index += 1) if (address[index] !== bytes[index]) return false;
  const rest = bits & 7;
  if (rest === 0) return true;
  const mask = (0xff << (8 - rest)) & 0xff;
  return ((address[whole] ?? 0) & mask) === ((bytes[whole] ?? 0) & mask);
}
