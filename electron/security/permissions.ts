import type { Session } from 'electron';
import { isAppUrl } from '../ipc/app-page.ts';

/**
 * What our own page may ask of Chromium. Everything else, and everything of any other page, is refused.
 * `media` is for the microphone alone. The network ones are Chromium's question about addresses of the local network, where
 * a phone engine may well live; where the page can connect to at all is decided by its content policy, not here.
 */
const APP_PERMISSIONS: ReadonlySet<string> = new Set([
  'media',
  'speaker-selection',
  'local-network-access',
  'local-network',
  'loopback-network',
]);

export interface PermissionQuestion {
  readonly permission: string;
  readonly url: string;
  readonly isMainFrame: boolean;
  /** For `media`: what is asked for. */
  readonly media: readonly string[];
}

export function mayHave(question: PermissionQuestion): boolean {
  if (!APP_PERMISSIONS.has(question.permission) || !question.isMainFrame || !isAppUrl(question.url)) return false;
  return (
    question.permission !== 'media' || (question.media.length > 0 && question.media.every((type) => type === 'audio'))
  );
}

/** Puts every permission handler that Electron has on a session; `mayHave` is asked, or nobody is. */
export function guardPermissions(session: Session, allow: (question: PermissionQuestion) => boolean): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    callback(allow({ permission, url: details.requestingUrl, isMainFrame: details.isMainFrame, media }));
  });
  session.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    allow({
      permission,
      url: details.requestingUrl ?? '',
      isMainFrame: details.isMainFrame,
      media: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => {
    callback(null);
  });
}

export const denyAll = (): boolean => false;
