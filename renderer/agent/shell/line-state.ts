import type { ClientView } from '../../../core/ipc/client-view.ts';
import type { AgentKey } from '../../i18n/agent-en.ts';
import type { Tone } from '../../ui/tone.ts';

export interface LineState {
  readonly tone: Tone;
  readonly key: AgentKey;
}

/** The phone in one word, for the rail. */
export function lineState(view: Pick<ClientView, 'gate' | 'onShift' | 'phoneEngine' | 'verdict'>): LineState {
  if (!view.onShift) return { tone: 'off', key: 'line.offShift' };
  switch (view.gate.state) {
    case 'open':
      return view.verdict?.state === 'grace' ? { tone: 'warn', key: 'line.grace' } : { tone: 'open', key: 'line.open' };
    case 'opening':
      return view.phoneEngine?.state === 'missing'
        ? { tone: 'closed', key: 'line.missing' }
        : { tone: 'warn', key: 'line.opening' };
    case 'closing-in-call':
      return { tone: 'warn', key: 'line.closing' };
    case 'closed':
      return { tone: 'closed', key: 'line.closed' };
  }
}
