import type { events, invokes } from './contract.ts';
import type { InvokeApi, SubscribeApi } from './define.ts';

/** What the preload puts at `window.offhook`, and all that the page can reach of the main process. */
export interface Bridge {
  readonly invoke: InvokeApi<typeof invokes>;
  readonly on: SubscribeApi<typeof events>;
}
