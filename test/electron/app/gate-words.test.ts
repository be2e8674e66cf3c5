import { describe, expect, it } from 'vitest';
import type { ClientView } from '../../../core/ipc/client-view.ts';
import { gateWords, phoneSign } from '../../../electron/app/gate-words.ts';

function view(state: ClientView['gate']['state'], onShift = true, joined = true): ClientView {
  return {
    enrolment: joined ? { state: 'enrolled' } : { state: 'none', offered: null },
    onShift,
    verdict: null,
    gate: { state, reason: null, closesInMs: null, leaseLeftMs: null },
  } as unknown as ClientView;
}

describe('the icon in the bar', () => {
  it('says in words and by a shape of its own what the phone does', () => {
    expect([gateWords(view('open')), phoneSign(view('open'))]).toEqual(['Offhook: ready for calls', 'open']);
    expect([gateWords(view('closed')), phoneSign(view('closed'))]).toEqual(['Offhook: your phone is closed', 'closed']);
    expect(phoneSign(view('closing-in-call'))).toBe('grace');
    expect(gateWords(view('closed', false))).toBe('Offhook: off shift');
    expect(gateWords(view('closed', false, false))).toBe('Offhook: not joined yet');
  });

  it('never looks open when the phone is not', () => {
    for (const state of ['closed', 'opening', 'closing-in-call'] as const)
      expect(phoneSign(view(state))).not.toBe('open');
  });
});
