import type { AppError } from '../../core/errors.ts';
import type { Problem } from '../../core/ipc/problems.ts';
import { statusOf } from './device-api.ts';
import type { Exchanged } from './exchange.ts';

/** What the agent is told of a report that failed. */
export function problemOf(error: AppError): Problem {
  const status = statusOf(error);
  if (status === 426) return 'problem.update-needed';
  if (status !== null) return 'problem.server-refused';
  // No status: it was not the server's refusal but our own, of its answer or by the keychain.
  return error.code === 'INVALID_INPUT' ? 'problem.answer-refused' : 'problem.storage-failed';
}

/** What the agent is told of an answer in which something did not hold, or that brings no way to register; null when all is well. */
export function problemIn({ refused, reply }: Pick<Exchanged, 'refused' | 'reply'>): Problem | null {
  if (refused.policy !== null) return 'problem.policy-refused';
  if (refused.lease !== null) return 'problem.answer-refused';
  return reply.noCredential === 'clock-set-back' ? 'problem.server-clock' : null;
}
