import { createStore, type StoreApi } from 'zustand/vanilla';
import { toWireError } from '../../../core/errors.ts';
import type { WebViewState } from '../../../core/ipc/client-view.ts';
import type { Client } from '../../lib/bridge.ts';

export type WebState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly page: WebViewState }
  | { readonly status: 'failed'; readonly message: string };

export type WebStore = StoreApi<WebState>;

/** A copy of what the work browser is doing. Returns the store and what stops it. */
export function createWebStore(client: Client): { store: WebStore; stop: () => void } {
  const store = createStore<WebState>()(() => ({ status: 'loading' }));
  const stop = client.on('web:changed', (page) => store.setState({ status: 'ready', page }, true));
  // A push may come before the answer, and is then the newer one.
  const isLoading = (): boolean => store.getState().status === 'loading';
  const read = async (): Promise<void> => {
    try {
      const page = await client.invoke('web:read', {});
      if (isLoading()) store.setState({ status: 'ready', page }, true);
    } catch (error) {
      if (isLoading()) store.setState({ status: 'failed', message: toWireError(error).message }, true);
    }
  };
  void read();
  return { store, stop };
}
