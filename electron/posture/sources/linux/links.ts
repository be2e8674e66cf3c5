import { asArray, asObject, asObjects, asString, readJson } from '../format/json.ts';

/** One network interface as iproute2 shows it. */
export interface Link {
  readonly name: string;
  readonly up: boolean;
  /** There is somebody at the other end: LOWER_UP, which a dead tun loses while it keeps its address. */
  readonly carrier: boolean;
  /** info_kind of `ip -d`; null when it was not asked for. */
  readonly kind: string | null;
  readonly linkType: string | null;
  readonly tap: boolean;
  readonly enslaved: boolean;
  /** Addresses that the kernel would use for traffic beyond the link. */
  readonly addresses: readonly string[];
}

/** `ip [-j] [-d] [-br] addr`; null when it is none of them. */
export function readLinks(coloured: string): readonly Link[] | null {
  const output = withoutColours(coloured);
  const json = readJson(output);
  if (json !== undefined)
    return Array.isArray(json) && (json.length === 0 || asObjects(json).some((item) => item['ifname'] !== undefined))
      ? linksOfJson(json)
      : null;
  const links = /^\d+: \S+: </m.test(output) ? linksOfText(output) : linksOfBrief(output);
  return links.length === 0 ? null : links;
}

/** `ip -c` in a terminal (ECMA-48, SGR). */
export function withoutColours(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}

function linksOfJson(items: readonly unknown[]): readonly Link[] {
  return asObjects(items).flatMap((item) => {
    const name = asString(item['ifname']);
    if (name === null) return [];
    const flags = asArray(item['flags']).flatMap((flag) => asString(flag) ?? []);
    const info = asObject(item['linkinfo']);
    const data = asObject(info?.['info_data']);
    const addresses = asObjects(asArray(item['addr_info'])).flatMap((entry) => {
      const local = asString(entry['local']);
      const dead = entry['tentative'] === true || entry['dadfailed'] === true;
      // What pppd makes up for a modem that gives no address of its own: that is a provider's line, not a VPN.
      const isModem = /^10\.(64\.64|112\.112)\./.test(asString(entry['address']) ?? '');
      return local === null || dead || entry['scope'] !== 'global' || isModem ? [] : [local];
    });
    return [
      {
        name,
        ...carrierOf(flags, asString(item['operstate'])),
        kind: asString(info?.['info_kind']),
        linkType: asString(item['link_type']),
        tap: data?.['type'] === 'tap',
        enslaved: typeof item['master'] === 'string',
        addresses,
      },
    ];
  });
}

function carrierOf(flags: readonly string[], state: string | null): { up: boolean; carrier: boolean } {
  const up = flags.includes('UP');
  const dead =
    flags.includes('NO-CARRIER') ||
    state === 'DOWN' ||
    state === 'LOWERLAYERDOWN' ||
    state === 'NOTPRESENT' ||
    state === 'DORMANT';
  return { up, carrier: up && flags.includes('LOWER_UP') && !dead };
}

const KIND =
  /^(tun|wireguard|ppp|xfrm|vti6?|gre|gretap|ipip|sit|vxlan|veth|bridge|dummy|macvlan|ipvlan|bond|vlan|ovpn)\b/;

function linksOfText(output: string): readonly Link[] {
  return output.split(/^(?=\d+: )/m).flatMap((block) => {
    const head = /^\d+: ([^\s:@]+)(?:@\S+)?: <([^>]*)>(.*)$/m.exec(block);
    if (head === null) return [];
    const [, name = '', flags = '', rest = ''] = head;
    const lines = block
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.trim());
    const detail = lines.map((line) => KIND.exec(line)?.[1]).find((kind) => kind !== undefined) ?? null;
    return [
      {
        name,
        ...carrierOf(flags.split(','), /\bstate (\S+)/.exec(rest)?.[1] ?? null),
        kind: detail,
        linkType: /^link\/(\S+)/m.exec(lines.join('\n'))?.[1] ?? null,
        tap: lines.some((line) => /^tun type tap\b/.test(line)),
        enslaved: /\bmaster \S+/.test(rest),
        addresses: lines.flatMap((line) => {
          const address =
            /^inet6? (\S+?)(?:\/\d+)?(?: peer \S+)?(?: brd \S+)?(?: metric \d+)? scope global\b(.*)$/.exec(line);
          return address === null ||
            /\b(tentative|dadfailed)\b/.test(address[2] ?? '') ||
            / peer 10\.(64\.64|112\.112)\./.test(line)
            ? []
            : [address[1] ?? ''];
        }),
      },
    ];
  });
}

/** `ip -br addr` leaves flags out; UNKNOWN is how a tun that works is written, and a dead one says DOWN. */
function linksOfBrief(output: string): readonly Link[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const match = /^([^\s@]+)(?:@\S+)?\s+(UP|DOWN|UNKNOWN|DORMANT|LOWERLAYERDOWN|NOTPRESENT)(?:\s+(.*))?$/.exec(line);
    if (match === null) return [];
    const alive = match[2] === 'UP' || match[2] === 'UNKNOWN';
    const addresses = (match[3] ?? '').split(/\s+/).flatMap((word) => /^([0-9a-f.:]+)\/\d+$/i.exec(word)?.[1] ?? []);
    return [
      {
        name: match[1] ?? '',
        up: alive,
        carrier: alive,
        kind: null,
        linkType: null,
        tap: false,
        enslaved: false,
        addresses,
      },
    ];
  });
}
