import type { z } from 'zod';
import type { DeviceId } from '../../core/ids.ts';
import type { challengeReplySchema } from '../../core/wire/device.ts';
import { hashSecret } from '../keys.ts';
import { randomToken } from '../random.ts';
import type { Services } from '../services.ts';
import { notEnrolled } from './report.ts';

const NONCE_MS = 60_000;
/** More than a client ever needs at once; without a limit anybody with a device's id could fill the disk. */
const NONCES_OF_A_DEVICE = 8;

/** `POST /api/device/challenge`: a number that the next signed message must carry, once, within a minute. */
export async function handleChallenge(
  services: Services,
  deviceId: DeviceId,
): Promise<z.infer<typeof challengeReplySchema>> {
  const nonce = randomToken(services.randomBytes);
  await services.store.write(async (tx) => {
    if ((await tx.devices.byId(deviceId)) === null) throw notEnrolled();
    await tx.nonces.insert(hashSecret(nonce), deviceId, services.clock.nowMs() + NONCE_MS, NONCES_OF_A_DEVICE);
  });
  return { nonce, expiresInMs: NONCE_MS };
}
