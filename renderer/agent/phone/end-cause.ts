import { z } from 'zod';
import type { EndCause, EndedBy } from './softphone-state.ts';

/** Both `failed` and `ended` of JsSIP; its messages are typed loosely and come from the network. */
const endEventSchema = z.object({
  originator: z.enum(['local', 'remote', 'system']).catch('system'),
  cause: z.string().catch(''),
  message: z.object({ status_code: z.int() }).nullable().catch(null),
});

/** The text of the Reason header that the control plane's BYE carries (server/telephony/kamailio/engine-control.ts). */
const CLOSED_BY_ENGINE = /cause=480/;
const reasonSchema = z.object({
  getHeader: z.custom<(name: string) => unknown>((value) => typeof value === 'function'),
});

/** Who ended a call and why, in our words. RFC 3261 §21 for the codes. */
export function readEnd(event: unknown): { readonly endedBy: EndedBy; readonly cause: EndCause } {
  const { originator, cause, message } = endEventSchema.parse(event ?? {});
  if (isClosedByEngine(event)) return { endedBy: 'system', cause: 'phone-closed' };
  const endedBy = originator === 'local' ? 'me' : originator === 'remote' ? 'them' : 'system';
  if (message !== null) return { endedBy, cause: causeOfStatus(message.status_code) };
  const named = causeOfName(cause);
  // JsSIP hangs up for us then, and so calls it ours.
  return { endedBy: named === 'connection-lost' ? 'system' : endedBy, cause: named };
}

function isClosedByEngine(event: unknown): boolean {
  const parsed = z.object({ message: reasonSchema }).safeParse(event);
  if (!parsed.success) return false;
  // A method of JsSIP's message class: it needs its `this`.
  const reason = parsed.data.message.getHeader.call((event as { message: unknown }).message, 'Reason');
  return typeof reason === 'string' && CLOSED_BY_ENGINE.test(reason);
}

function causeOfStatus(code: number): EndCause {
  switch (code) {
    case 403:
      return 'refused';
    case 404:
    case 484:
    case 604:
      return 'wrong-number';
    case 408:
      return 'no-answer';
    case 410:
    case 430:
    case 480:
      return 'not-available';
    case 486:
    case 600:
      return 'busy';
    case 487:
      return 'cancelled';
    case 488:
    case 606:
      return 'no-audio-path';
    case 603:
      return 'declined';
    default:
      return 'failed';
  }
}

/** JsSIP's own names (its Constants.causes), where no SIP status says more. */
function causeOfName(cause: string): EndCause {
  switch (cause) {
    case 'Terminated':
      return 'hung-up';
    case 'Canceled':
      return 'cancelled';
    case 'Rejected':
      return 'declined';
    case 'No Answer':
    case 'Expires':
      return 'no-answer';
    case 'User Denied Media Access':
      return 'no-microphone';
    case 'WebRTC Error':
    case 'Bad Media Description':
    case 'Incompatible SDP':
    case 'Missing SDP':
    case 'RTP Timeout':
      return 'no-audio-path';
    case 'Connection Error':
    case 'No ACK':
    // Both only within a call: the engine is silent, or the call ended there while it could not tell us.
    case 'Request Timeout':
    case 'Dialog Error':
      return 'connection-lost';
    default:
      return 'failed';
  }
}
