import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { OriginalSetting } from '../system/settings-store.ts';
import { wrapOriginal, type OriginalRoute } from './original-route.ts';

/** Gets a PAC's text, past any proxy. Rejects when it can't. */
export type FetchText = (url: string) => Promise<string>;

export type LoadedRoute =
  | { readonly route: OriginalRoute; readonly problem: null }
  /** There was a route that we can't chain; without it this computer connects by itself. */
  | { readonly route: OriginalRoute; readonly problem: 'pac-unreachable' | 'pac-unreadable' };

/** The name that automatic discovery asks for (draft-ietf-wpad-01 §4.4.2). What DHCP says is not ours to ask. */
const DISCOVERED = 'http://wpad/wpad.dat';

/** Turns the saved settings into the route that our PAC chains. */
export async function loadOriginal(setting: OriginalSetting, fetchText: FetchText): Promise<LoadedRoute> {
  switch (setting.kind) {
    case 'direct':
      return { route: { kind: 'direct' }, problem: null };
    case 'manual':
      return { route: setting, problem: null };
    case 'auto-detect': {
      // Most networks have none, so finding none is no problem.
      const text = await fetchText(DISCOVERED).catch(() => null);
      const isPac = text !== null && wrapOriginal(text) !== null;
      return { route: isPac ? { kind: 'pac', text } : { kind: 'direct' }, problem: null };
    }
    case 'pac': {
      const text = await fetchText(setting.url).catch(() => null);
      if (text === null) return { route: { kind: 'direct' }, problem: 'pac-unreachable' };
      if (wrapOriginal(text) === null) return { route: { kind: 'direct' }, problem: 'pac-unreadable' };
      return { route: { kind: 'pac', text }, problem: null };
    }
  }
}

const MAX_BYTES = 1_048_576;

/** Over http, https or from a file, as browsers do. */
export async function fetchPac(url: string): Promise<string> {
  if (url.startsWith('file:')) return readFile(fileURLToPath(url), 'utf8');
  if (!/^https?:/.test(url)) throw new Error('A PAC is at an http, https or file address.');
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000), credentials: 'omit' });
  if (!answer.ok || answer.body === null) throw new Error(`The PAC’s server answered ${answer.status}.`);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body) {
    bytes += part.length;
    if (bytes > MAX_BYTES) throw new Error('The PAC is longer than 1 MiB.');
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}
