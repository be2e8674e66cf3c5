/** What was typed, as an address to open; null when it can't be one. A bare name gets https. Nothing is ever searched for. */
export function addressOf(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  if (/^https?:\/\//i.test(text)) return URL.canParse(text) ? new URL(text).href : null;
  // Any other scheme is for the filter to refuse by name, not for us to turn into a host called "javascript".
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return URL.canParse(text) ? new URL(text).href : null;
  const withScheme = `https://${text}`;
  if (!URL.canParse(withScheme)) return null;
  const { hostname } = new URL(withScheme);
  return hostname.includes('.') || hostname.includes(':') || hostname === 'localhost' ? new URL(withScheme).href : null;
}

/** How an address is shown while nobody edits it: the part that matters first, since bars are short. */
export function shortAddress(url: string): string {
  return url.replace(/^https:\/\//, '').replace(/^([^/?#]*)\/$/, '$1');
}

/** The host of an address, for sentences; the text itself when it has none. */
export function hostOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host } = new URL(url);
  return host === '' ? url : host;
}
