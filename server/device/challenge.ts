import type { z } from 'zod';
import type { DeviceId } from '../../core/ids.ts';
import type { challengeReplySchema } from '../../core/wire/device.ts';
import { randomToken } from '../random.ts';
import type { Services } from '../services.ts';
import { NONCE_MS } from './nonces.ts';
import { notEnrolled } from './report.ts';

/** `POST /api/device/challenge`: a number that the next signed message must carry, once, within a minute. */
export async function handleChallenge(
  services: Services,
  deviceId: DeviceId,
): Promise<z.infer<typeof challengeReplySchema>> {
  if ((await services.knownKeys.of(deviceId)) === null) throw notEnrolled();
  const nonce = randomToken(services.randomBytes);
  services.nonces.give(nonce, deviceId);
  return { nonce, expiresInMs: NONCE_MS };
}
