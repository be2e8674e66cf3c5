import { AppError } from '../../core/errors.ts';
import type { Platform } from '../../core/ids.ts';
import { enrolSigningText, WIRE_VERSION, type EnrolmentLink } from '../../core/wire/device.ts';
import { createDeviceKey } from './device-key.ts';
import type { DeviceApi } from './device-api.ts';
import type { DeviceStore, Identity } from './device-store.ts';
import { ed25519Verifier, hasFingerprint } from './organisation-keys.ts';

export interface EnrolDeps {
  readonly api: DeviceApi;
  readonly store: DeviceStore;
  readonly platform: Platform;
  readonly origin: string;
}

/**
 * Joins with one link. Nothing is kept before the server's key was found to be the one that the link names, so that
 * whoever stands in between gets a key of ours that leads nowhere. Throws AppError.
 */
export async function enrol(deps: EnrolDeps, link: EnrolmentLink, signal: AbortSignal): Promise<Identity> {
  const key = createDeviceKey();
  const unsigned = {
    wire: WIRE_VERSION,
    code: link.code,
    publicKey: key.publicKey,
    platform: deps.platform,
    keyStorage: deps.store.kind,
  } as const;
  const reply = await deps.api.enrol({ ...unsigned, signature: key.sign(enrolSigningText(unsigned)) }, signal);
  const { policyKey, leaseKey } = reply.organisation;
  if (!hasFingerprint(policyKey, link.key))
    throw new AppError(
      'BAD_SIGNATURE',
      'The server that answered is not the one that your link names, so we stopped. Check the link with your IT.',
    );
  // Fails now rather than at the first policy.
  ed25519Verifier(policyKey);
  ed25519Verifier(leaseKey);
  const identity: Identity = {
    key,
    record: {
      version: 1,
      server: deps.origin,
      deviceId: reply.deviceId,
      organisation: reply.organisation,
      agent: reply.agent,
    },
  };
  await deps.store.save(identity);
  return identity;
}
