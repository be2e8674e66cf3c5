import type * as Electron from 'electron';
import type { PageHost } from './page-host.ts';

const contents = new Map<PageHost, Electron.WebContents>();

export function registerContents(host: PageHost, made: object): void {
  // The product sees the part of Electron's WebContents that the stand-in offers; the rest throws when touched.
  contents.set(host, made as Electron.WebContents);
}

export function forgetContents(host: PageHost): void {
  contents.delete(host);
}

/** The pages that the app has, windows and views alike. */
export function allHosts(): PageHost[] {
  return [...contents.keys()];
}

export function contentsOf(host: PageHost): Electron.WebContents {
  const made = contents.get(host);
  if (made === undefined) throw new Error('The webContents has been destroyed');
  return made;
}
