/**
 * Chromium can't be taught a scheme of our own, so `app://ui/x` is drawn at `https://ui.app.stand-in.invalid/x`:
 * a secure origin that no name server can answer for (RFC 6761 §6.4). These two turn one into the other; the main
 * process only ever sees `app://ui/x`.
 */
const SUFFIX = '.stand-in.invalid';
const WEB = new Set([
  'http',
  'https',
  'ws',
  'wss',
  'data',
  'blob',
  'about',
  'file',
  'javascript',
  'mailto',
  'tel',
  'chrome-error',
]);

export function toDrawn(url: string, schemes: ReadonlySet<string>): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url);
  const scheme = parts?.[1]?.toLowerCase() ?? '';
  if (!schemes.has(scheme) || WEB.has(scheme)) return url;
  return `https://${parts?.[2]?.toLowerCase() ?? ''}.${scheme}${SUFFIX}${parts?.[3] ?? ''}`;
}

export function toOffered(url: string): string {
  const parts = /^(blob:)?https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.stand-in\.invalid(?=[/?#]|$)(.*)$/is.exec(url);
  return parts === null ? url : `${parts[1] ?? ''}${parts[3] ?? ''}://${parts[2] ?? ''}${parts[4] ?? ''}`;
}

/** As Chromium would serialise the origin of a standard scheme: `app://ui`, where Node's URL says `null`. */
export function originOf(offeredUrl: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/i.exec(offeredUrl);
  if (parts === null) return 'null';
  const { origin } = new URL(offeredUrl);
  return origin === 'null' ? `${parts[1]?.toLowerCase() ?? ''}://${parts[2]?.toLowerCase() ?? ''}` : origin;
}

export function isDrawnOrigin(url: string): boolean {
  return toOffered(url) !== url;
}

/** A response header of the product in Chromium's eyes: `app://ui` and `app:` as CSP sources, `app://ui/x` as Location. */
export function headerToDrawn(name: string, value: string, schemes: ReadonlySet<string>): string {
  if (name.toLowerCase() === 'location') return toDrawn(value, schemes);
  if (!name.toLowerCase().startsWith('content-security-policy')) return value;
  return value
    .split(';')
    .map((directive) =>
      directive
        .split(' ')
        .map((word) => cspSource(word, schemes))
        .join(' '),
    )
    .join(';');
}

function cspSource(word: string, schemes: ReadonlySet<string>): string {
  const scheme = /^([a-z][a-z0-9+-]*):$/i.exec(word)?.[1]?.toLowerCase();
  if (scheme !== undefined && schemes.has(scheme)) return `https://*.${scheme}${SUFFIX}`;
  return toDrawn(word, schemes);
}
