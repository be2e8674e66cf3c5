import type { PhoneEngine } from '../../core/wire/device.ts';

/** Where the page may connect to: the phone engine, once it is known, and nowhere else. */
export function phoneOrigin(engine: PhoneEngine | null): string | null {
  return engine?.state === 'ready' ? `wss://${new URL(engine.webSocketUrl).host}` : null;
}

/** The Content-Security-Policy of our own page. Sent as a header, so that no markup can come before it. */
export function contentPolicy(engineOrigin: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self' blob: mediastream:",
    `connect-src ${engineOrigin ?? "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
