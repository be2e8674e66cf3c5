import { extname, join, normalize, sep } from 'node:path';
import { APP_HOST } from '../ipc/app-page.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
};

export interface AppFile {
  readonly path: string;
  readonly type: string;
}

/** The file that an address of our own page means, or null: another host, outside of the root, or of no kind that we have. */
export function appFile(root: string, address: string): AppFile | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.host !== APP_HOST) return null;
  const decoded = decodedOnce(url.pathname);
  // Encoded separators and a second round of decoding are how dots get past; NUL ends paths early; \ separates on Windows.
  if (decoded === null || /%2f|%5c/i.test(url.pathname) || /[%\0\\]/.test(decoded)) return null;
  const path = normalize(join(root, decoded === '/' ? '/index.html' : decoded));
  const type = TYPES[extname(path).toLowerCase()];
  return type !== undefined && path.startsWith(normalize(root + sep)) ? { path, type } : null;
}

function decodedOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
