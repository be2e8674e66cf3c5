import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACCEPT, ASK_CHROMIUM, judgeCertificate, REFUSE } from '../../../electron/security/certificate.ts';

/** Self-signed P-256 certificates whose private keys were thrown away. */
const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'certificates', `${name}.pem`), 'utf8');
const mine = fixture('mine');
const another = fixture('another');

function engine(certificatePin: string | null, webSocketUrl = 'wss://127.0.0.1:8443') {
  return { state: 'ready', webSocketUrl, certificatePin } as const;
}
function pinOf(pem: string): string {
  const spki = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64url');
}
const question = (certificate: string, hostname = '127.0.0.1') => ({ certificate, hostname });

describe('the certificate of the phone engine', () => {
  it('is accepted when its key is the pinned one', () => {
    expect(judgeCertificate(question(mine), engine(pinOf(mine)))).toBe(ACCEPT);
    expect(judgeCertificate(question(mine, '::1'), engine(pinOf(mine), 'wss://[::1]:8443'))).toBe(ACCEPT);
    expect(judgeCertificate(question(mine, 'Phone.Test'), engine(pinOf(mine), 'wss://phone.test'))).toBe(ACCEPT);
  });

  it('is refused when its key is another one, whoever vouches for it', () => {
    expect(judgeCertificate(question(another), engine(pinOf(mine)))).toBe(REFUSE);
    expect(judgeCertificate(question('not a certificate'), engine(pinOf(mine)))).toBe(REFUSE);
    expect(judgeCertificate(question(mine), engine('AAAA'))).toBe(REFUSE);
  });

  it('is Chromium’s to judge for every other host, and without a pin', () => {
    expect(judgeCertificate(question(mine, 'example.com'), engine(pinOf(mine)))).toBe(ASK_CHROMIUM);
    expect(judgeCertificate(question(mine, '127.0.0.1.example.com'), engine(pinOf(mine)))).toBe(ASK_CHROMIUM);
    expect(judgeCertificate(question(mine), engine(null))).toBe(ASK_CHROMIUM);
    expect(judgeCertificate(question(mine), null)).toBe(ASK_CHROMIUM);
    expect(judgeCertificate(question(mine), { state: 'missing', reason: 'not-installed' })).toBe(ASK_CHROMIUM);
  });
});
