import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { APP_SCHEME } from '../ipc/app-page.ts';
import { appFile } from './app-file.ts';

/** To be called before the app is ready, and once: what an own scheme may do is fixed by then. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

export interface AppPages {
  /** The folder of the built page. */
  readonly root: string;
  readonly contentPolicy: () => string;
}

/** Serves our own page on the very session of its window; other sessions don't have the scheme. */
export function serveAppPages(session: Session, pages: AppPages): void {
  session.protocol.handle(APP_SCHEME, (request) => respond(pages, request.method, request.url));
}

export async function respond(pages: AppPages, method: string, url: string): Promise<Response> {
  const file = method === 'GET' ? appFile(pages.root, url) : null;
  if (file === null) return refusal(404);
  try {
    const body = await readFile(file.path);
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': file.type,
        'content-security-policy': pages.contentPolicy(),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-store',
      },
    });
  } catch {
    return refusal(404);
  }
}

function refusal(status: number): Response {
  return new Response('', { status, headers: { 'content-security-policy': "default-src 'none'" } });
}
