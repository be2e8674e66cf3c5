import type { WireError } from '../../../core/errors.ts';
import type { AgentKey } from '../../i18n/agent-en.ts';

/** The sentence for a refused join: what happened and what to do. */
export function joinProblem(error: WireError): AgentKey {
  switch (error.code) {
    case 'CODE_SPENT':
    case 'OFFLINE':
    case 'BAD_SIGNATURE':
    case 'TOO_MANY_REQUESTS':
      return `welcome.failed.${error.code}`;
    case 'INTERNAL':
    case 'INVALID_INPUT':
    case 'NOT_SIGNED_IN':
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case 'CONFLICT':
    case 'NONCE_SPENT':
    case 'STALE_POLICY':
    case 'NOT_ENROLLED':
    case 'OFF_SHIFT':
    case 'UNTRUSTED_SENDER':
    case 'UNAVAILABLE':
      return 'welcome.failed.other';
  }
}
