import { createStore, type StoreApi } from 'zustand/vanilla';
import { toWireError } from '../../../core/errors.ts';
import type { ClientView } from '../../../core/ipc/client-view.ts';
import type { Client } from '../../lib/bridge.ts';

export type ClientState =
  | { readonly status: 'loading' }
  /** `receivedAtMs`: wall clock, from which the view's countdowns run. */
  | { readonly status: 'ready'; readonly view: ClientView; readonly receivedAtMs: number }
  | { readonly status: 'failed'; readonly message: string };

export type ClientStore = StoreApi<ClientState>;

/** A copy of what the main process last said. Returns the store and what stops it. */
export function createClientStore(client: Client, now: () => number): { store: ClientStore; stop: () => void } {
  const store = createStore<ClientState>()(() => ({ status: 'loading' }));
  const show = (view: ClientView): void => store.setState({ status: 'ready', view, receivedAtMs: now() }, true);
  const stop = client.on('client:changed', show);
  // A push may come before the answer, and is then the newer one.
  const isLoading = (): boolean => store.getState().status === 'loading';
  const read = async (): Promise<void> => {
    try {
      const view = await client.invoke('client:read', {});
      if (isLoading()) show(view);
    } catch (error) {
      if (isLoading()) store.setState({ status: 'failed', message: toWireError(error).message }, true);
    }
  };
  void read();
  return { store, stop };
}
