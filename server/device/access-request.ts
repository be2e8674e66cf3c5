import type { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { parseOrThrow } from '../../core/parse.ts';
import { hostRuleSchema } from '../../core/policy/web-policy.ts';
import { accessSigningText, type accessRequestSchema } from '../../core/wire/device.ts';
import { verifyP256 } from '../keys.ts';
import { randomUuid } from '../random.ts';
import type { Services } from '../services.ts';
import { notEnrolled } from './report.ts';

/** A person may have so many questions open; more would only bury the first ones. */
const MAX_OPEN = 20;

/** `POST /api/device/access-requests`. Asking again for the same site while it is open changes nothing. */
export async function handleAccessRequest(
  services: Services,
  request: z.infer<typeof accessRequestSchema>,
): Promise<void> {
  const device = await services.store.read((tx) => tx.devices.byId(request.deviceId));
  if (device === null) throw notEnrolled();
  if (!verifyP256(device.publicKey, accessSigningText(request), request.signature))
    throw new AppError('BAD_SIGNATURE', 'The request is not signed by this device’s key, so it was refused.');
  const host = parseOrThrow(hostRuleSchema, request.host, 'site’s name');
  const now = services.clock.nowMs();
  const refusal = await services.store.write(async (tx) => {
    if (!services.nonces.spend(request.nonce, device.id))
      return new AppError('NONCE_SPENT', 'This request’s number was used before or is too old. Ask for a new one.');
    const open = await tx.accessRequests.openOf(device.personId);
    if (open.some((other) => other.host === host)) return null;
    if (open.length >= MAX_OPEN)
      return new AppError('TOO_MANY_REQUESTS', 'You have many open questions already. Wait for IT to answer them.');
    const person = await tx.people.byId(device.personId);
    const id = randomUuid(services.randomBytes);
    await tx.accessRequests.insert({
      id,
      personId: device.personId,
      host,
      reason: request.reason,
      askedAt: now,
      state: 'open',
    });
    await tx.audit.append({
      at: now,
      actor: person?.email ?? device.id,
      action: 'access.asked',
      subject: host,
      details: {},
    });
    return null;
  });
  if (refusal !== null) throw refusal;
  services.bus.publish({ type: 'live', event: { type: 'access-request' }, owner: null });
}
