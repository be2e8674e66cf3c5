import type { ClientView } from '../../core/ipc/client-view.ts';

/** What a glance must tell; each has an icon of its own shape. */
export type PhoneSign = 'open' | 'grace' | 'closed' | 'unknown';

export function phoneSign(view: ClientView): PhoneSign {
  if (view.enrolment.state === 'none' || !view.onShift) return 'unknown';
  switch (view.gate.state) {
    case 'open':
      return view.verdict?.state === 'grace' ? 'grace' : 'open';
    case 'closing-in-call':
      return 'grace';
    case 'opening':
    case 'closed':
      return 'closed';
  }
}

/** What the tray says in words, since colour alone tells nobody enough. */
export function gateWords(view: ClientView): string {
  if (view.enrolment.state === 'none') return 'Offhook: not joined yet';
  if (!view.onShift) return 'Offhook: off shift';
  switch (view.gate.state) {
    case 'open':
      return 'Offhook: ready for calls';
    case 'opening':
      return 'Offhook: connecting your phone';
    case 'closing-in-call':
      return 'Offhook: your phone closes after this call';
    case 'closed':
      return 'Offhook: your phone is closed';
  }
}
