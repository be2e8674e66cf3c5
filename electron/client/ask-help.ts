import { helpSigningText, type HelpRequest } from '../../core/wire/device.ts';
import type { AskAccessDeps } from './ask-access.ts';

/** What the agent was shown, and nothing else. */
export type AskedHelp = Pick<HelpRequest, 'check' | 'message' | 'evidence' | 'bundle'>;

/** Tells IT that an agent can't fix something, signed like a report. Throws AppError. */
export async function askHelp({ api, identity, signal, onSent }: AskAccessDeps, asked: AskedHelp): Promise<void> {
  const { record, key } = identity;
  const nonce = await api.challenge(record.deviceId, signal);
  const unsigned = { deviceId: record.deviceId, nonce, ...asked, signature: '' };
  const body = JSON.stringify({ ...unsigned, signature: key.sign(helpSigningText(unsigned)) });
  onSent(`${record.server}/api/device/help-requests`, body);
  await api.askHelp(body, signal);
}
