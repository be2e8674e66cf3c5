import type { AgentKey } from '../../i18n/agent-en.ts';
import type { EndedCall } from './softphone-state.ts';

/** How a call ended, and what helps when it should not have. */
export function endedText(call: EndedCall): { readonly title: AgentKey; readonly help: AgentKey | null } {
  switch (call.cause) {
    case 'hung-up':
      return { title: `call.ended.hung-up.${call.endedBy}`, help: null };
    case 'cancelled':
      return { title: call.endedBy === 'them' ? 'call.ended.cancelledByThem' : 'call.ended.cancelled', help: null };
    case 'declined':
    case 'busy':
    case 'no-answer':
    case 'transferred':
      return { title: `call.ended.${call.cause}`, help: null };
    case 'not-available':
    case 'wrong-number':
    case 'refused':
    case 'no-microphone':
    case 'no-audio-path':
    case 'connection-lost':
    case 'phone-closed':
    case 'failed':
      return { title: `call.ended.${call.cause}`, help: `call.help.${call.cause}` };
  }
}
