import { AppError } from '../../core/errors.ts';
import type { DeviceId } from '../../core/ids.ts';
import type { breakGlassCodeSchema } from '../../core/wire/alerts.ts';
import type { z } from 'zod';
import { findDevice } from '../device/device-acts.ts';
import { hashSecret } from '../keys.ts';
import { randomReadable } from '../random.ts';
import type { Services } from '../services.ts';
import type { PersonRecord } from '../store/records.ts';

/** How long a code may wait to be used. */
export const CODE_MS = 15 * 60_000;
/** 75 bits, in groups that can be read out. */
const LETTERS = 15;

/** A code that opens one laptop's phone once. Throws AppError NOT_FOUND, or NOT_ALLOWED for one's own laptop. */
export async function issueBreakGlass(
  services: Services,
  issuer: PersonRecord,
  deviceId: DeviceId,
  reason: string,
): Promise<z.infer<typeof breakGlassCodeSchema>> {
  const code = randomReadable(services.randomBytes, LETTERS);
  const now = services.clock.nowMs();
  const expiresAt = now + CODE_MS;
  await services.store.write(async (tx) => {
    const { person } = await findDevice(tx, deviceId);
    if (person.id === issuer.id)
      throw new AppError('NOT_ALLOWED', 'Somebody else must do this: nobody opens their own phone this way.');
    await tx.breakGlass.put({
      deviceId,
      codeHash: hashOf(deviceId, code.replaceAll('-', '')),
      reason,
      issuedBy: issuer.id,
      issuedByName: issuer.name,
      issuedAt: now,
      expiresAt,
      tries: 0,
    });
    await tx.audit.append({
      at: now,
      actor: issuer.email,
      action: 'break-glass.issued',
      subject: deviceId,
      details: { agent: person.email, reason, expiresAt: new Date(expiresAt).toISOString() },
    });
  });
  return { code, expiresAt: new Date(expiresAt).toISOString() };
}

/** Bound to its laptop, so that two codes of different laptops never look alike in the store. */
export function hashOf(deviceId: DeviceId, code: string): string {
  return hashSecret(`${deviceId} ${code}`);
}
