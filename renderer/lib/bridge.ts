import type { Bridge } from '../../core/ipc/bridge.ts';
import type { IpcReply } from '../../core/ipc/define.ts';
import { AppError } from '../../core/errors.ts';

declare global {
  interface Window {
    /** Put there by the preload; absent in a page that it did not load. */
    readonly offhook?: Bridge;
  }
}

type Invokes = Bridge['invoke'];
export type Channel = keyof Invokes;
export type Args<K extends Channel> = Parameters<Invokes[K]>[0];
export type Answer<K extends Channel> = Awaited<ReturnType<Invokes[K]>> extends IpcReply<infer T> ? T : never;

/** The main process, as the page sees it: an answer, or an AppError. */
export interface Client {
  invoke<K extends Channel>(channel: K, args: Args<K>): Promise<Answer<K>>;
  readonly on: Bridge['on'];
}

/** Refusals come as replies, so that their code survives the crossing; here they become errors again. */
export function connectBridge(bridge: Bridge): Client {
  return {
    async invoke<K extends Channel>(channel: K, args: Args<K>): Promise<Answer<K>> {
      // Each channel's own function takes its own arguments; the union of them can't be called without saying so.
      const call = bridge.invoke[channel] as (args: Args<K>) => Promise<IpcReply<Answer<K>>>;
      const reply = await call(args);
      if (reply.ok) return reply.value;
      throw new AppError(reply.error.code, reply.error.message);
    },
    on: bridge.on,
  };
}

/** The only reader of `window.offhook`. Throws AppError UNAVAILABLE where there is no client around the page. */
export function windowBridge(): Bridge {
  if (window.offhook === undefined)
    throw new AppError('UNAVAILABLE', 'This page only works inside the Offhook client.');
  return window.offhook;
}
