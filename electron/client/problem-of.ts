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

/** What the agent is told of an answer in which something did not hold; null when all did. */
export function problemIn(refused: Exchanged['refused']): Problem | null {
  if (refused.policy !== null) return 'problem.policy-refused';
  return refused.lease === null ? null : 'problem.answer-refused';
}
