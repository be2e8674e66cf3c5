import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import type { PhoneEngine } from '../../core/wire/device.ts';

/** Results of Electron's certificate verify procedure (docs/api/session.md): accept, refuse, and what Chromium itself found. */
export const ACCEPT = 0;
export const REFUSE = -2;
export const ASK_CHROMIUM = -3;

export interface CertificateQuestion {
  readonly hostname: string;
  /** PEM. */
  readonly certificate: string;
}

/**
 * The phone engine of a small installation has a certificate of its own, whose key the server names. For that one host the
 * key must be that one, whoever vouches for another; for all others Chromium's result stands.
 */
export function judgeCertificate(question: CertificateQuestion, engine: PhoneEngine | null): number {
  if (engine?.state !== 'ready' || engine.certificatePin === null) return ASK_CHROMIUM;
  // Electron names an IPv6 host without its brackets.
  const host = new URL(engine.webSocketUrl).hostname.replace(/^\[|\]$/g, '');
  if (question.hostname.replace(/^\[|\]$/g, '').toLowerCase() !== host) return ASK_CHROMIUM;
  return hasPin(question.certificate, engine.certificatePin) ? ACCEPT : REFUSE;
}

/** SHA-256 of the subject public key info (RFC 7469 §2.4), in constant time. */
function hasPin(pem: string, pin: string): boolean {
  try {
    const spki = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
    const actual = createHash('sha256').update(spki).digest();
    const expected = Buffer.from(pin, 'base64url');
    return expected.length === actual.length && timingSafeEqual(actual, expected);
  } catch {
    return false;
  }
}
