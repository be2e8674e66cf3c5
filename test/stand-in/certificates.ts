import { createHash, type X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Certificate, CertificatePrincipal, Request as VerifyRequest } from 'electron';

export type VerifyProc = (request: VerifyRequest, callback: (verificationResult: number) => void) => void;

/** Chromium's net errors (net/base/net_error_list.h) for what Node says of a certificate. */
function netError(nodeError: string): readonly [number, string] {
  switch (nodeError) {
    case '':
      return [0, 'net::OK'];
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return [-200, 'net::ERR_CERT_COMMON_NAME_INVALID'];
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return [-201, 'net::ERR_CERT_DATE_INVALID'];
    case 'CERT_REVOKED':
      return [-206, 'net::ERR_CERT_REVOKED'];
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return [-202, 'net::ERR_CERT_AUTHORITY_INVALID'];
    default:
      return [-207, 'net::ERR_CERT_INVALID'];
  }
}

function principal(text: string): CertificatePrincipal {
  const fields = text.split('\n').map((line) => line.split('=', 2));
  const all = (key: string): string[] => fields.filter(([name]) => name === key).map(([, value]) => value ?? '');
  const one = (key: string): string => all(key)[0] ?? '';
  return {
    commonName: one('CN'),
    country: one('C'),
    locality: one('L'),
    organizations: all('O'),
    organizationUnits: all('OU'),
    state: one('ST'),
  };
}

/** The chain as Electron describes it; the last issuer is its own. */
function describe(certificate: X509Certificate): Certificate {
  const subject = principal(certificate.subject);
  const issuer = principal(certificate.issuer);
  const described = {
    data: certificate.toString(),
    fingerprint: `sha256/${createHash('sha256').update(certificate.raw).digest('base64')}`,
    issuer,
    issuerName: issuer.commonName,
    serialNumber: certificate.serialNumber,
    subject,
    subjectName: subject.commonName,
    validStart: Date.parse(certificate.validFrom) / 1000,
    validExpiry: Date.parse(certificate.validTo) / 1000,
  };
  const above = certificate.issuerCertificate;
  const isLast = above === undefined || above.fingerprint256 === certificate.fingerprint256;
  const whole: Certificate = { ...described, issuerCert: undefined as unknown as Certificate };
  whole.issuerCert = isLast ? whole : describe(above);
  return whole;
}

/** An IPv6 address without its brackets, as Electron and Node name it. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

async function openTls(url: URL, protocols: readonly string[]): Promise<TLSSocket> {
  const host = hostOf(url);
  return await new Promise<TLSSocket>((resolve, reject) => {
    const socket = connect({
      host,
      port: url.port === '' ? 443 : Number(url.port),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // The verdict is the caller's: the product's verify procedure is asked before a byte is sent.
      rejectUnauthorized: false,
      ALPNProtocols: [...protocols],
      timeout: 15_000,
    });
    socket.once('secureConnect', () => {
      socket.setTimeout(0);
      socket.removeAllListeners('error');
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    socket.once('timeout', () => socket.destroy(new Error('the TLS connection timed out')));
    socket.once('error', reject);
  });
}

export interface CheckedConnection {
  readonly socket: TLSSocket;
  /** Whether Node's own authorities vouch for it, whatever the procedure said. */
  readonly authorised: boolean;
}

/** A TLS connection whose certificate the procedure has accepted. Rejects when it, or the result it defers to, says no. */
export async function connectChecked(url: URL, verify: VerifyProc | null): Promise<CheckedConnection> {
  const socket = await openTls(url, ['http/1.1']);
  const certificate = socket.getPeerX509Certificate();
  const problem = socket.authorized ? '' : errorCode(socket.authorizationError);
  const [code, name] = netError(problem);
  const answer =
    certificate === undefined ? -2 : verify === null ? -3 : await ask(verify, url, certificate, code, name);
  const accepted = answer === 0 || (answer === -3 && code === 0);
  if (accepted) return { socket, authorised: code === 0 };
  socket.destroy();
  throw new Error(answer === -3 ? name : `the certificate was refused with ${answer}`);
}

function errorCode(error: unknown): string {
  if (typeof error === 'string') return error;
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}

async function ask(
  verify: VerifyProc,
  url: URL,
  certificate: X509Certificate,
  code: number,
  name: string,
): Promise<number> {
  const described = describe(certificate);
  return await new Promise<number>((resolve) => {
    verify(
      {
        hostname: hostOf(url),
        certificate: described,
        validatedCertificate: described,
        // Only true for Chromium's list of public roots, which Node hasn't: never claimed.
        isIssuedByKnownRoot: false,
        verificationResult: name,
        errorCode: code,
      },
      resolve,
    );
  });
}
