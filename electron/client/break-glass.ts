import { breakGlassSigningText, type BreakGlassReply } from '../../core/wire/device.ts';
import type { AskAccessDeps } from './ask-access.ts';

/** Spends a code that a supervisor or IT gave out, signed like a report. Throws AppError. */
export async function breakGlass(
  { api, identity, signal, onSent }: AskAccessDeps,
  code: string,
): Promise<BreakGlassReply> {
  const { record, key } = identity;
  const nonce = await api.challenge(record.deviceId, signal);
  const unsigned = { deviceId: record.deviceId, nonce, code, signature: '' };
  const body = JSON.stringify({ ...unsigned, signature: key.sign(breakGlassSigningText(unsigned)) });
  onSent(`${record.server}/api/device/break-glass`, body);
  return api.breakGlass(body, signal);
}
