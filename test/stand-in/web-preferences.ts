import type * as Electron from 'electron';
import { readPreload } from './preload.ts';
import { Session, sessionFor } from './session.ts';
import { checkOptions } from './strict.ts';

const OFFERED = {
  preload: 'string',
  partition: 'string',
  session: 'object',
  sandbox: 'boolean',
  contextIsolation: 'boolean',
  nodeIntegration: 'boolean',
  webviewTag: 'boolean',
  devTools: 'boolean',
  spellcheck: 'boolean',
  backgroundThrottling: 'boolean',
} as const;

/** What Electron leaves open by default, or lets one open, that a client for other people's data must not. */
const INSECURE = { sandbox: false, contextIsolation: false, nodeIntegration: true, webviewTag: true } as const;

export interface CheckedPreferences {
  readonly session: Session;
  readonly preload: { readonly source: string; readonly path: string } | null;
}

export function checkPreferences(preferences: Electron.WebPreferences | undefined): CheckedPreferences {
  const given = preferences ?? {};
  checkOptions('webPreferences', given, OFFERED);
  for (const [key, insecure] of Object.entries(INSECURE)) {
    if (Reflect.get(given, key) === insecure)
      throw new Error(`webPreferences.${key} is ${String(insecure)}, which is never safe here`);
  }
  if (given.backgroundThrottling === true)
    throw new Error(
      'webPreferences.backgroundThrottling: the stand-in’s Chromium never throttles, so only false is offered',
    );
  const own: unknown = given.session;
  if (own !== undefined && !(own instanceof Session)) throw new TypeError('webPreferences.session must be a Session');
  const session = own ?? sessionFor(given.partition ?? '');
  const { preload } = given;
  return { session, preload: preload === undefined ? null : { source: readPreload(preload), path: preload } };
}
