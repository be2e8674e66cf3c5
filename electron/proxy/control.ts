import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Refusal } from './contract.ts';

/** What the proxy answers when it is spoken to as a web server, which only the system's PAC reader may do. */
export type ControlAnswer =
  | { readonly status: 200; readonly body: string }
  | { readonly status: 403 | 404 | 405 | 421; readonly why: Refusal };

export interface ControlOptions {
  /** 256 random bits of this run, in hexadecimal. */
  readonly secret: string;
  /** The PAC, as it is now. */
  pac(): string;
}

/** https://datatracker.ietf.org/doc/html/draft-ietf-wpad-01 named it; every browser accepts it. */
export const PAC_TYPE = 'application/x-ns-proxy-autoconfig; charset=utf-8';

/** Whatever a browser adds on behalf of a page, which a page can't leave away: https://www.w3.org/TR/fetch-metadata/ */
const FROM_A_PAGE = /^(origin|referer|cookie|sec-fetch-|access-control-request-)/;

/**
 * Firefox marks its own reading of a PAC like this (seen in 153); Chromium and Windows mark nothing. `none` means that no page
 * was at work, and the destination `empty` that no person typed the address either.
 */
function isBrowsersOwn({ headers }: IncomingMessage): boolean {
  return headers['sec-fetch-site'] === 'none' && headers['sec-fetch-dest'] === 'empty';
}

function isFromAPage(request: IncomingMessage): boolean {
  const marks = Object.keys(request.headers).filter((name) => FROM_A_PAGE.test(name));
  return marks.length > 0 && !(isBrowsersOwn(request) && marks.every((name) => name.startsWith('sec-fetch-')));
}

export function pacPath(secret: string, revision: number): string {
  return `/${secret}/${revision}/proxy.pac`;
}

/** Answers a request in origin form. Refuses other names than our own (DNS rebinding) and whatever a page may have sent. */
export function answerControl(request: IncomingMessage, options: ControlOptions): ControlAnswer {
  const port = request.socket.localPort ?? 0;
  const hosts: readonly (string | undefined)[] = [`127.0.0.1:${port}`, `[::1]:${port}`];
  if (!hosts.includes(request.headers.host)) return { status: 421, why: 'foreign-host' };
  if (isFromAPage(request)) return { status: 403, why: 'from-a-page' };
  const [, secret = '', revision = '', file, ...more] = (request.url ?? '').split('/');
  const known =
    isSame(secret, options.secret) && /^\d{1,9}$/.test(revision) && file === 'proxy.pac' && more.length === 0;
  if (!known) return { status: 404, why: 'not-found' };
  if (request.method !== 'GET') return { status: 405, why: 'bad-request' };
  return { status: 200, body: options.pac() };
}

/** Takes the same time whatever the guess. */
export function isSame(guess: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(guess), digest(secret));
}
