/** Addresses as bytes (4 or 16), network order. IPv4-mapped IPv6 is told as its IPv4 (RFC 4291 §2.5.5.2). */
export type IpBytes = readonly number[];

/** Reads dotted IPv4 or bare IPv6 (RFC 4291 §2.2), without brackets or zone. `undefined` when it is neither. */
export function parseIp(text: string): IpBytes | undefined {
  if (!text.includes(':')) return parseIpv4(text);
  const bytes = parseIpv6(text);
  return bytes === undefined ? undefined : withoutMapping(bytes);
}

/** `::ffff:a.b.c.d` in either spelling becomes `a.b.c.d`; everything else stays. Takes and gives a URL's host. */
export function unmapHost(host: string): string {
  if (!host.startsWith('[::ffff:')) return host;
  const bytes = parseIp(host.slice(1, -1));
  return bytes?.length === 4 ? bytes.join('.') : host;
}

/** Whether a canonical URL host is an address rather than a name. */
export function isIpHost(host: string): boolean {
  // WHATWG URL §3.5: a host whose last label is numeric is IPv4 or no host at all, so the last character tells.
  const last = host.charCodeAt(host.length - 1);
  return last === 0x5d || (last >= 0x30 && last <= 0x39 && parseIpv4(host) !== undefined);
}

/** The bytes of a canonical URL host that is an address. */
export function hostIpBytes(host: string): IpBytes | undefined {
  return host.startsWith('[') ? parseIp(host.slice(1, -1)) : parseIpv4(host);
}

function parseIpv4(text: string): IpBytes | undefined {
  const parts = text.split('.', 5);
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return undefined;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

function parseIpv6(text: string): IpBytes | undefined {
  if (text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 2 ? missing < 2 : missing !== 0) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

function groupsOf(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    const v4 = mayEndInIpv4 && index === groups.length - 1 ? parseIpv4(group) : undefined;
    if (v4 !== undefined) bytes.push(...v4);
    else if (/^[0-9a-fA-F]{1,4}$/.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255);
    else return undefined;
  }
  return bytes;
}

function withoutMapping(bytes: IpBytes): IpBytes {
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return mapped ? bytes.slice(12) : bytes;
}
