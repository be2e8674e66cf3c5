import { gunzipSync } from 'node:zlib';
import { AppError } from '../../core/errors.ts';
import { helpSigningText, type HelpRequest } from '../../core/wire/device.ts';
import { verifyP256 } from '../keys.ts';
import { randomUuid } from '../random.ts';
import type { Services } from '../services.ts';
import { notEnrolled } from './report.ts';

/** No more than there are checks can be open; this only stops a broken client. */
const MAX_OPEN = 40;

/** What a bundle may grow to: larger ones are no laptop's answers. Bytes. */
const MAX_BUNDLE_BYTES = 16_000_000;

/** `POST /api/device/help-requests`: an agent can't fix something, and says so with what they were shown. */
export async function handleHelpRequest(services: Services, request: HelpRequest): Promise<void> {
  const device = await services.store.read((tx) => tx.devices.byId(request.deviceId));
  if (device === null) throw notEnrolled();
  if (!verifyP256(device.publicKey, helpSigningText(request), request.signature))
    throw new AppError('BAD_SIGNATURE', 'The request is not signed by this device’s key, so it was refused.');
  if (request.evidence.check !== request.check)
    throw new AppError('INVALID_INPUT', 'evidence.check: must be the check that help is asked for.');
  if (request.bundle !== null) readBundle(request.bundle);
  const now = services.clock.nowMs();
  const refusal = await services.store.write(async (tx) => {
    if (!services.nonces.spend(request.nonce, device.id))
      return new AppError('NONCE_SPENT', 'This request’s number was used before or is too old. Ask for a new one.');
    if ((await tx.helpRequests.openOf(device.id)) >= MAX_OPEN)
      return new AppError('TOO_MANY_REQUESTS', 'You have many open questions already. Wait for IT to answer them.');
    const id = randomUuid(services.randomBytes);
    const { check, message, evidence, bundle } = request;
    const asked = { id, deviceId: device.id, check, message, evidence, askedAt: now, state: 'open' } as const;
    await tx.helpRequests.put(asked, bundle);
    const person = await tx.people.byId(device.personId);
    await tx.audit.append({
      at: now,
      actor: person?.email ?? device.id,
      action: 'help.asked',
      subject: id,
      details: { device: device.id, check, status: evidence.status, withReport: bundle !== null },
    });
    return null;
  });
  if (refusal !== null) throw refusal;
  services.bus.publish({ type: 'live', event: { type: 'help-request' }, owner: null });
}

/** The text of a bundle. Throws AppError INVALID_INPUT for what is no bundle, or one that would grow too large. */
export function readBundle(packed: string): string {
  const text = unpack(packed);
  if (text === null || !isBundle(text))
    throw new AppError('INVALID_INPUT', 'bundle: must be a report made by Offhook, compressed with gzip.');
  return text;
}

function unpack(packed: string): string | null {
  try {
    return gunzipSync(Buffer.from(packed, 'base64url'), { maxOutputLength: MAX_BUNDLE_BYTES }).toString('utf8');
  } catch {
    return null;
  }
}

function isBundle(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'format' in value && value.format === 'offhook-bundle/1';
  } catch {
    return false;
  }
}
