import type { EndedCall, LiveCall, SoftphoneState } from '../../../renderer/agent/phone/softphone-state.ts';

export function liveCall(overrides: Partial<LiveCall> = {}): LiveCall {
  return {
    direction: 'outgoing',
    number: '1002',
    name: null,
    muted: false,
    startedAtMs: null,
    quality: null,
    phase: 'dialing',
    transfer: null,
    ...overrides,
  };
}

export function endedCall(overrides: Partial<EndedCall> = {}): EndedCall {
  return {
    direction: 'outgoing',
    number: '1002',
    name: null,
    muted: false,
    startedAtMs: null,
    quality: null,
    phase: 'ended',
    endedBy: 'them',
    cause: 'not-available',
    endedAtMs: 90_000,
    ...overrides,
  };
}

export function registeredPhone(call: SoftphoneState['call'] = null): SoftphoneState {
  return { registration: { state: 'registered' }, call };
}
