import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createDeviceKey, importDeviceKey } from '../../../electron/client/device-key.ts';

describe('the key of a device', () => {
  it('signs so that its public key can check it, also after it was kept and read again', () => {
    const key = createDeviceKey();
    const again = importDeviceKey(key.exportSecret());
    expect(again.publicKey).toBe(key.publicKey);
    const publicKey = createPublicKey({ key: Buffer.from(key.publicKey, 'base64url'), format: 'der', type: 'spki' });
    const signature = Buffer.from(again.sign('äöü'), 'base64url');

    expect(signature).toHaveLength(64);
    expect(verify('sha256', Buffer.from('äöü'), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  });

  it('is not read from anything but a P-256 key', () => {
    const ed = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
    for (const wrong of ['', 'AAAA', ed]) expect(() => importDeviceKey(wrong)).toThrow(/Join again/);
  });
});
