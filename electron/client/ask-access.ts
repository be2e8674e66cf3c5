import { accessSigningText } from '../../core/wire/device.ts';
import type { DeviceApi } from './device-api.ts';
import type { Identity } from './device-store.ts';

export interface AskAccessDeps {
  readonly api: DeviceApi;
  readonly identity: Identity;
  readonly signal: AbortSignal;
  /** The exact body, as it leaves. */
  readonly onSent: (to: string, body: string) => void;
}

/** Sends the agent's wish for a site, signed like a report. Throws AppError. */
export async function askAccess({ api, identity, signal, onSent }: AskAccessDeps, host: string, reason: string) {
  const { record, key } = identity;
  const nonce = await api.challenge(record.deviceId, signal);
  const signature = key.sign(accessSigningText({ nonce, host, reason }));
  const body = JSON.stringify({ deviceId: record.deviceId, nonce, host, reason, signature });
  onSent(`${record.server}/api/device/access-requests`, body);
  await api.askAccess(body, signal);
}
