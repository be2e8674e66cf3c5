import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../core/ipc/bridge.ts';
import { connectSoftphone } from '../../../renderer/agent/phone/connect-softphone.ts';
import { createSoftphoneStore } from '../../../renderer/agent/phone/softphone-store.ts';
import type { LiveCall, Softphone, SoftphoneState } from '../../../renderer/agent/phone/softphone-state.ts';

const ringing: LiveCall = {
  direction: 'incoming',
  number: '1002',
  name: null,
  muted: false,
  startedAtMs: null,
  quality: null,
  phase: 'ringing',
  transfer: null,
};

function softphoneOnPaper() {
  const listeners = new Set<() => void>();
  const said: string[] = [];
  let state: SoftphoneState = { registration: { state: 'off' }, call: null };
  const no = (): boolean => false;
  const softphone: Softphone = {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: (credential) => void said.push(`open ${credential.extension}`),
    close: (how) => void said.push(`close ${how}`),
    call: no,
    answer: no,
    hangUp: no,
    setMuted: no,
    setHeld: no,
    sendDigit: no,
    transfer: no,
    dismiss: () => undefined,
    destroy: () => undefined,
  };
  return {
    softphone,
    said,
    become: (next: SoftphoneState): void => {
      state = next;
      for (const listener of listeners) listener();
    },
  };
}

function bridgeOnPaper(answer: Awaited<ReturnType<Bridge['invoke']['phone:reportStatus']>>) {
  const reports: unknown[] = [];
  const listeners = new Map<string, (payload: never) => void>();
  const invoke: Pick<Bridge['invoke'], 'phone:reportStatus'> = {
    'phone:reportStatus': (status) => {
      reports.push(status);
      return Promise.resolve(answer);
    },
  };
  const bridge: Bridge = {
    invoke: invoke as Bridge['invoke'],
    on(event, listener) {
      listeners.set(event, listener);
      return () => listeners.delete(event);
    },
  };
  return {
    bridge,
    reports,
    listeners,
    push: (event: string, payload: object) => listeners.get(event)?.(payload as never),
  };
}

describe('the softphone in its window', () => {
  it('is opened and closed by the gate, until it is let go', () => {
    const { softphone, said } = softphoneOnPaper();
    const { bridge, listeners, push } = bridgeOnPaper({ ok: true, value: {} });
    const letGo = connectSoftphone(bridge, softphone, () => undefined);
    push('phone:opened', { credential: { extension: '1001' } });
    push('phone:closed', { how: 'finish-call' });
    expect(said).toEqual(['open 1001', 'close finish-call']);
    letGo();
    expect(listeners.size).toBe(0);
  });

  it('tells how it is at once and at each change that matters, and takes ringing for no call', () => {
    const { softphone, become } = softphoneOnPaper();
    const { bridge, reports } = bridgeOnPaper({ ok: true, value: {} });
    connectSoftphone(bridge, softphone, () => undefined);
    become({ registration: { state: 'registered' }, call: null });
    become({ registration: { state: 'registered' }, call: ringing });
    become({ registration: { state: 'registered' }, call: { ...ringing, phase: 'active' } });
    become({ registration: { state: 'registered' }, call: { ...ringing, phase: 'held' } });
    become({ registration: { state: 'failed', code: 403, reason: 'refused' }, call: null });
    expect(reports).toEqual([
      { registered: false, inCall: false },
      { registered: true, inCall: false },
      { registered: true, inCall: true },
      { registered: false, inCall: false },
    ]);
  });

  it('says so when a report is refused', async () => {
    const { softphone } = softphoneOnPaper();
    const { bridge } = bridgeOnPaper({ ok: false, error: { code: 'NOT_ENROLLED', message: 'no' } });
    const refused: string[] = [];
    connectSoftphone(bridge, softphone, (message) => refused.push(message));
    await expect.poll(() => refused, { timeout: 15_000 }).toEqual(['no']);
  });

  it('is mirrored whole by its store', () => {
    const { softphone, become } = softphoneOnPaper();
    const store = createSoftphoneStore(softphone);
    become({ registration: { state: 'registered' }, call: ringing });
    expect(store.getState()).toEqual({ registration: { state: 'registered' }, call: ringing });
  });
});
