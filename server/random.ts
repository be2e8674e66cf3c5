/** Cryptographically strong bytes, as node:crypto's randomBytes gives them. */
export type RandomBytes = (size: number) => Buffer;

/** A secret that travels: `bytes` of randomness, base64url. */
export function randomToken(randomBytes: RandomBytes, bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** UUID version 4 (RFC 9562 §5.4). */
export function randomUuid(randomBytes: RandomBytes): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Crockford's alphabet: nothing that can be misread aloud or on paper (https://www.crockford.com/base32.html). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A one-time password of 100 bits. */
export function randomPassword(randomBytes: RandomBytes): string {
  return randomReadable(randomBytes, 20);
}

/** So many letters of 5 bits each, in groups of five that can be read out. */
export function randomReadable(randomBytes: RandomBytes, letters: number): string {
  const text = Array.from(randomBytes(letters), (byte) => ALPHABET[byte & 31]).join('');
  return text.replace(/(.{5})(?=.)/g, '$1-');
}
