/** Addresses that mean the same on every machine; the readings need them. */
const KEPT_V4 = /^(0\.0\.0\.0|128\.0\.0\.0|127\.|255\.|224\.|239\.|169\.254\.|1\.1\.1\.1$)/;

/** One text for each thing, so that equal things stay equal. */
export type Alias = (text: string) => string;

export function createAlias(make: (index: number) => string): Alias {
  const seen = new Map<string, string>();
  return (text) => {
    const known = seen.get(text) ?? make(seen.size);
    seen.set(text, known);
    return known;
  };
}

/** Replaces network and hardware addresses by others of the same kind: documentation ranges (RFC 5737, RFC 3849), private ones by private ones. */
export function createAddressRedactor(): (text: string) => string {
  const macs = createAlias((index) => `02:00:00:00:${hex(index >> 8)}:${hex(index)}`);
  const v4 = createAlias((index) => `203.0.113.${1 + (index % 254)}`);
  const privateV4 = createAlias((index) => `10.0.${(index >> 8) & 255}.${1 + (index % 254)}`);
  const carrierV4 = createAlias((index) => `100.64.0.${1 + (index % 254)}`);
  const v6 = createAlias((index) => `2001:db8::${(index + 1).toString(16)}`);
  const localV6 = createAlias((index) => `fd00::${(index + 1).toString(16)}`);
  // The second half of a link-local address is often made of the hardware address.
  const linkV6 = createAlias((index) => `fe80::${(index + 2).toString(16)}`);
  const wordV6 = createAlias((index) => (index + 1).toString(16).padStart(28, '0'));

  const ofV4 = (address: string): string => {
    const parts = address.split('.').map(Number);
    const [a = 0, b = 0] = parts;
    if (parts.some((part) => part > 255) || KEPT_V4.test(address)) return address;
    if (a === 100 && b >= 64 && b <= 127) return carrierV4(address);
    const isPrivate = a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
    return isPrivate ? privateV4(address) : v4(address);
  };
  const ofV6 = (address: string): string => {
    const low = address.toLowerCase();
    if (low.startsWith('ff') || /^fe80::\d?$/.test(low)) return address;
    if (/^fe[89ab]/.test(low)) return linkV6(low);
    // Times of day look like it; no address that is somebody's own is without a group of three or four digits.
    if (!/[0-9a-f]{3,4}:/.test(low) && !/:[0-9a-f]{3,4}/.test(low)) return address;
    return /^f[cd]/.test(low) ? localV6(low) : v6(low);
  };
  /** /proc/net/if_inet6 and /proc/net/ipv6_route: 32 digits without colons. The first four tell which kind it is. */
  const ofWord = (word: string): string => {
    const low = word.toLowerCase();
    if (/^0{31}[01]$/.test(low) || /^(fe80|fec0|ff0.)0{28}$/.test(low) || /^[0-9a-f]{0,4}0+$/.test(low)) return word;
    return `${low.startsWith('f') ? low.slice(0, 4) : '2001'}${wordV6(low)}`;
  };

  return (text) =>
    text
      .replace(/(?<![0-9a-f:-])[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}(?![0-9a-f:])/gi, (mac) => ofMac(mac, macs))
      .replace(/(?<![0-9a-f:-])[0-9a-f]{2}(?:-[0-9a-f]{2}){5}(?![0-9a-f-])/gi, (mac) => ofMac(mac, macs))
      .replace(/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]|-\d)/g, ofV4)
      .replace(/(?<![\w:.])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4})?(?::[0-9a-f]{1,4})*(?![\w:])/gi, ofV6)
      .replace(/(?<![\w:.])[0-9a-f]{1,4}::[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*(?![\w:])/gi, ofV6)
      .replace(/(?<![0-9a-f])[0-9a-f]{32}(?= [0-9a-f]{2} )/gi, ofWord);
}

function ofMac(mac: string, alias: Alias): string {
  return /^(ff[:-]){5}ff$|^(00?[:-]){5}00?$/i.test(mac) ? mac : alias(mac.toLowerCase().replaceAll('-', ':'));
}

function hex(value: number): string {
  return (value & 255).toString(16).padStart(2, '0');
}
