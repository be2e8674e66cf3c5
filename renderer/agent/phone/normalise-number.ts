/** What people and web pages put between digits: spaces of every kind, dashes, dots, slashes and brackets. */
const SEPARATORS = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2010-\u2015\u2060\u2212\ufeff().\-/_[\]]/g;
const DIALLABLE = /^\+?[0-9*#]{2,32}$/;

/**
 * A number as it may be dialled, from one as it was typed or pasted; null when it is none. Keeps a leading "+", drops
 * separators, the scheme "tel:" and the "(0)" that is only dialled within a country. Doing it twice changes nothing.
 */
export function normaliseNumber(text: string): string | null {
  const plain = text.normalize('NFKC').trim().replace(/^tel:/i, '');
  const withoutTrunkPrefix = plain.startsWith('+') ? plain.replace(/\(\s*0\s*\)/, '') : plain;
  const digits = withoutTrunkPrefix.replace(SEPARATORS, '');
  return DIALLABLE.test(digits) ? digits : null;
}

/** The user part of a SIP address (RFC 3261 §25.1 leaves "#" out). */
export function sipUser(number: string): string {
  return number.replaceAll('#', '%23');
}
