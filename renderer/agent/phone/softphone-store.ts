import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Softphone, SoftphoneState } from './softphone-state.ts';

/** The phone's state for React: a copy of what the softphone says. Actions are the softphone's own. */
export function createSoftphoneStore(softphone: Softphone): StoreApi<SoftphoneState> {
  const store = createStore<SoftphoneState>(() => softphone.state);
  softphone.subscribe(() => store.setState(softphone.state, true));
  return store;
}
