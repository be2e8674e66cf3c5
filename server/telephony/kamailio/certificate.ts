import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import * as der from './der.ts';

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const SUBJECT_ALT_NAME = '2.5.29.17';
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

export interface CertificateInput {
  /** A P-256 private key. */
  readonly key: KeyObject;
  /** Host names and addresses that it is for. */
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** 16 random bytes. */
  readonly serial: Uint8Array;
}

/**
 * A self-signed certificate (RFC 5280) for one server, in PEM. Written here in place of asking openssl, which Windows
 * and macOS don't have, or a library of fifteen packages; whoever connects trusts its key by pin and never by name.
 */
export function selfSignedCertificate({ key, names, notBefore, notAfter, serial }: CertificateInput): string {
  const algorithm = der.sequence(der.objectIdentifier(ECDSA_WITH_SHA256));
  const name = der.sequence(
    der.set(der.sequence(der.objectIdentifier(COMMON_NAME), der.utf8String('Offhook phone engine'))),
  );
  const toBeSigned = der.sequence(
    der.explicit(0, der.integer(Buffer.of(2))),
    der.integer(serial),
    algorithm,
    name,
    der.sequence(der.time(notBefore), der.time(notAfter)),
    name,
    publicKeyInfo(key),
    der.explicit(3, extensions(names)),
  );
  const certificate = der.sequence(toBeSigned, algorithm, der.bitString(sign('sha256', toBeSigned, key)));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** SHA-256 of the public key (SPKI, DER; RFC 7469 §2.4), base64url. Stays the same as long as the key does. */
export function certificatePin(key: KeyObject): string {
  return createHash('sha256').update(publicKeyInfo(key)).digest('base64url');
}

function publicKeyInfo(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

function extensions(names: readonly string[]): Buffer {
  const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
    der.sequence(der.objectIdentifier(id), ...(critical ? [der.boolean(true)] : []), der.octetString(value));
  return der.sequence(
    extension(BASIC_CONSTRAINTS, true, der.sequence()),
    // digitalSignature alone: the first of eight bits, the other seven unused.
    extension(KEY_USAGE, true, der.bitString(Buffer.of(0x80), 7)),
    extension(EXTENDED_KEY_USAGE, false, der.sequence(der.objectIdentifier(SERVER_AUTH))),
    extension(SUBJECT_ALT_NAME, false, der.sequence(...names.map(alternativeName))),
  );
}

function alternativeName(name: string): Buffer {
  const address = name.replaceAll(/^\[|\]$/g, '');
  switch (isIP(address)) {
    case 4:
      return der.implicit(7, Buffer.from(address.split('.').map(Number)));
    case 6:
      return der.implicit(7, ipv6Bytes(address));
    default:
      return der.implicit(2, Buffer.from(name, 'ascii'));
  }
}

function ipv6Bytes(address: string): Buffer {
  // The URL parser knows every spelling of an IPv6 address and writes the one short form.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const words = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
  const left = words(head);
  const right = words(tail ?? '');
  const all = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
  return Buffer.from(all.flatMap((word) => [word >> 8, word & 0xff]));
}
