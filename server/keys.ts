import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { AppError } from '../core/errors.ts';

/** A private Ed25519 key and the public half as it travels. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** SPKI, DER, base64url. */
  readonly publicKey: string;
}

export function generateEd25519(): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return signingKeyOf(privateKey);
}

/** Reads PKCS#8 PEM. Throws AppError when it is not an Ed25519 private key. */
export function readEd25519Pem(pem: string, what: string): SigningKey {
  try {
    const privateKey = createPrivateKey(pem);
    if (privateKey.asymmetricKeyType === 'ed25519') return signingKeyOf(privateKey);
  } catch (error) {
    throw new AppError('UNAVAILABLE', `${what} is not a readable private key. Restore it from a backup.`, {
      cause: error,
    });
  }
  throw new AppError('UNAVAILABLE', `${what} is not an Ed25519 key. Restore it from a backup.`);
}

export function toPem(key: SigningKey): string {
  return String(key.privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64url');
  return { privateKey, publicKey };
}

/** Ed25519 (RFC 8032), base64url. */
export function signEd25519(key: SigningKey, data: string | Uint8Array): string {
  return sign(null, bytesOf(data), key.privateKey).toString('base64url');
}

export function verifyEd25519(publicKey: string, data: string | Uint8Array, signature: string): boolean {
  const key = importPublicKey(publicKey);
  return key?.asymmetricKeyType === 'ed25519' && verify(null, bytesOf(data), key, Buffer.from(signature, 'base64url'));
}

/** ECDSA P-256 with SHA-256; the signature in IEEE P1363 form (r and s, 32 bytes each), base64url. False for anything odd. */
export function verifyP256(publicKey: string, text: string, signature: string): boolean {
  const key = importPublicKey(publicKey);
  if (!isP256(key)) return false;
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.length !== 64) return false;
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes);
}

export function isP256PublicKey(publicKey: string): boolean {
  return isP256(importPublicKey(publicKey));
}

function isP256(key: KeyObject | null): key is KeyObject {
  return key?.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

const MAX_CACHED_KEYS = 20_000;
const imported = new Map<string, KeyObject>();

/** Importing a key costs as much as half a verification, so each is kept. null when it is no key. */
function importPublicKey(spki: string): KeyObject | null {
  const known = imported.get(spki);
  if (known !== undefined) return known;
  try {
    const key = createPublicKey({ key: Buffer.from(spki, 'base64url'), format: 'der', type: 'spki' });
    if (imported.size >= MAX_CACHED_KEYS) imported.clear();
    imported.set(spki, key);
    return key;
  } catch {
    return null;
  }
}

/** SHA-256 of a public key's DER, base64url: what an enrolment link carries. */
export function fingerprint(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('base64url');
}

/** How secrets that must be recognised but never read back are stored. They are random, so one round is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes the same time wherever two texts differ. */
export function equalSecrets(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function bytesOf(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data) : data;
}
