import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { AppError } from '../../core/errors.ts';

/** The key that this device is known by. P-256, since that is what TPM 2.0 and the Secure Enclave hold. */
export interface DeviceKey {
  /** SPKI, DER, base64url: what the server keeps. */
  readonly publicKey: string;
  /** ECDSA with SHA-256 over the UTF-8 text, IEEE P1363 form, base64url. */
  sign(text: string): string;
  /** PKCS #8, DER, base64url: for the secret store alone. */
  exportSecret(): string;
}

export function createDeviceKey(): DeviceKey {
  return fromKeyObject(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
}

/** Throws AppError INVALID_INPUT when the stored text is not a P-256 key. */
export function importDeviceKey(secret: string): DeviceKey {
  try {
    const key = createPrivateKey({ key: Buffer.from(secret, 'base64url'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return fromKeyObject(key);
  } catch (error) {
    throw damaged(error);
  }
  throw damaged();
}

function damaged(cause?: unknown): AppError {
  return new AppError('INVALID_INPUT', 'This laptop’s key can’t be read any more. Join again with a new link.', {
    cause,
  });
}

function fromKeyObject(privateKey: KeyObject): DeviceKey {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64url');
  return {
    publicKey,
    sign: (text) =>
      sign('sha256', Buffer.from(text, 'utf8'), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
    exportSecret: () => privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
  };
}
