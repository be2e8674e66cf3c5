import { createAddressRedactor } from './redact-addresses.ts';
import { createIdentifierRedactor } from './redact-identifiers.ts';
import { redactLabelled } from './redact-labelled.ts';

/**
 * Takes out of recorded text what tells who or where somebody is, and leaves what the parsers read. Equal things stay equal within one
 * redactor, so that an interface and its route still belong together. `names` are the user's and the machine's own.
 */
export function createRedactor(names: readonly string[]): (text: string) => string {
  const identifiers = createIdentifierRedactor();
  const addresses = createAddressRedactor();
  const words = names
    .map((name) => name.trim())
    .filter((name) => name.length >= 3 && !COMMON.has(name.toLowerCase()))
    // The longest first: of “anna-laptop” nothing may be left because “anna” was taken out.
    .toSorted((a, b) => b.length - a.length)
    .map((name) => new RegExp(`(?<![\\p{L}\\p{N}])${escape(name)}(?![\\p{L}\\p{N}])`, 'giu'));

  return (text) => {
    let clean = addresses(redactLabelled(identifiers(text)));
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

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
