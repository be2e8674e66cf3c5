import type { z } from 'zod';
import type { WireError } from '../errors.ts';

export type InvokeMap = Readonly<Record<string, { readonly args: z.ZodType; readonly result: z.ZodType }>>;
export type EventMap = Readonly<Record<string, z.ZodType>>;

/** Refusals are answers with a code: nothing is ever dropped in silence. */
export type IpcReply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

export type InvokeApi<M extends InvokeMap> = {
  readonly [K in keyof M]: (args: z.input<M[K]['args']>) => Promise<IpcReply<z.output<M[K]['result']>>>;
};

export type Handlers<M extends InvokeMap> = {
  readonly [K in keyof M]: (args: z.output<M[K]['args']>) => Promise<z.input<M[K]['result']>>;
};

export type Unsubscribe = () => void;

export type SubscribeApi<M extends EventMap> = <K extends keyof M>(
  event: K,
  listener: (payload: z.output<M[K]>) => void,
) => Unsubscribe;
