import { createHash, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import { AppError } from '../../core/errors.ts';

/** Checks an Ed25519 signature (base64url) by one pinned key. */
export type VerifyEd25519 = (bytes: Uint8Array, signature: string) => boolean;

/** From SPKI, DER, base64url. Throws AppError INVALID_INPUT when it is not an Ed25519 key. */
export function ed25519Verifier(publicKey: string): VerifyEd25519 {
  const key = readKey(publicKey);
  return (bytes, signature) => {
    const raw = Buffer.from(signature, 'base64url');
    // RFC 8032 §5.1.6: an Ed25519 signature has 64 bytes.
    return raw.length === 64 && verify(null, bytes, key, raw);
  };
}

function readKey(publicKey: string): KeyObject {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw notAKey(error);
  }
  throw notAKey();
}

function notAKey(cause?: unknown): AppError {
  return new AppError('INVALID_INPUT', 'The server’s answer holds a key that can’t be read. Tell your IT.', { cause });
}

/** Whether a key (SPKI, DER, base64url) has this SHA-256 (base64url), compared in constant time. */
export function hasFingerprint(publicKey: string, fingerprint: string): boolean {
  const actual = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest();
  const expected = Buffer.from(fingerprint, 'base64url');
  return expected.length === actual.length && timingSafeEqual(actual, expected);
}
