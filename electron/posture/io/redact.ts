/** Addresses that mean the same on every machine; the readings need them. */
const KEPT_V4 = /^(0\.0\.0\.0|128\.0\.0\.0|127\.|255\.|224\.|239\.|169\.254\.|1\.1\.1\.1$)/;

/**
 * Takes out of recorded text what tells who or where somebody is, and leaves what the parsers read. Equal things stay equal within one
 * redactor, so that an interface and its route still belong together. `names` are the user's and the machine's own.
 */
export function createRedactor(names: readonly string[]): (text: string) => string {
  const macs = createAlias((index) => `02:00:00:00:${hex(index >> 8)}:${hex(index)}`);
  const v4 = createAlias((index) => `203.0.113.${1 + (index % 254)}`);
  const privateV4 = createAlias((index) => `10.0.${(index >> 8) & 255}.${1 + (index % 254)}`);
  const v6 = createAlias((index) => `2001:db8::${(index + 1).toString(16)}`);
  const localV6 = createAlias((index) => `fd00::${(index + 1).toString(16)}`);
  const words = names
    .filter((name) => name.length >= 3 && !COMMON.has(name.toLowerCase()))
    .map((name) => new RegExp(`(?<![\\w-])${escape(name)}(?![\\w-])`, 'gi'));

  return (text) => {
    let clean = text
      .replace(/\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b/gi, (mac) =>
        /^(ff[:-]){5}ff$|^(00[:-]){5}00$/i.test(mac) ? mac : macs(mac.toLowerCase()),
      )
      .replace(/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]|-\d)/g, (address) => redactV4(address, v4, privateV4))
      .replace(/(?<![\w:.])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4})?(?::[0-9a-f]{1,4})*(?![\w:])/gi, (address) =>
        redactV6(address, v6, localV6),
      )
      .replace(
        /((?:serial[ _-]?(?:number)?|registeredowner|registeredorganization|productid|hardware uuid)"?\s*(?:REG_SZ\s+|[:=]\s*))("?)[^"\r\n,;]+/gi,
        '$1$2REDACTED',
      )
      .replace(/^(\s*(?:DigitalProductId\d?|PendingFileRename\w*)\s+REG_\w+\s+).*$/gim, '$1REDACTED');
    for (const word of words) clean = clean.replace(word, 'REDACTED');
    return clean;
  };
}

/** Names that are no names: taking them out of every output would only break it. */
const COMMON = new Set([
  'root',
  'user',
  'admin',
  'localhost',
  'debian',
  'ubuntu',
  'fedora',
  'linux',
  'windows',
  'default',
  'public',
  'system',
  'local',
]);

function redactV4(address: string, v4: (text: string) => string, privateV4: (text: string) => string): string {
  const parts = address.split('.').map(Number);
  const [a = 0, b = 0] = parts;
  if (parts.some((part) => part > 255) || KEPT_V4.test(address)) return address;
  if (a === 100 && b >= 64 && b <= 127) return address;
  const isPrivate = a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
  return isPrivate ? privateV4(address) : v4(address);
}

function redactV6(address: string, v6: (text: string) => string, localV6: (text: string) => string): string {
  const low = address.toLowerCase();
  // Loopback, link-local, multicast, and times of day are what they are on every machine.
  if (!/[0-9a-f]{3,4}:/.test(low) || /^(fe[89ab]|ff)/.test(low)) return address;
  return /^f[cd]/.test(low) ? localV6(low) : v6(low);
}

function createAlias(make: (index: number) => string): (text: string) => string {
  const seen = new Map<string, string>();
  return (text) => {
    const known = seen.get(text) ?? make(seen.size);
    seen.set(text, known);
    return known;
  };
}

function hex(value: number): string {
  return (value & 255).toString(16).padStart(2, '0');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
