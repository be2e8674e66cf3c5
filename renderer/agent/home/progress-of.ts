import type { Finding } from '../../../core/verdict/schema.ts';
import type { AgentKey } from '../../i18n/agent-en.ts';

/** Something that is under way by itself: what to say, and how far it is when that is known. */
export interface Progress {
  readonly key: AgentKey;
  readonly percent: number | null;
}

const UNDER_WAY: Readonly<Record<string, AgentKey>> = {
  'evidence.diskEncryption.encrypting': 'check.progress.encrypting',
  'evidence.diskEncryption.encryptingPercent': 'check.progress.encrypting',
  'evidence.osUpdates.pending': 'check.progress.updates',
  'evidence.osUpdates.restart': 'check.progress.restart',
};

/** null when nothing of it goes on by itself. */
export function progressOf({ evidence }: Pick<Finding, 'evidence'>): Progress | null {
  const key = Object.hasOwn(UNDER_WAY, evidence.key) ? UNDER_WAY[evidence.key] : undefined;
  if (key === undefined) return null;
  const percent = evidence.values?.['percent'];
  return { key, percent: typeof percent === 'number' ? Math.max(0, Math.min(100, percent)) : null };
}
