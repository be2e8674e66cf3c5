import { AsyncLocalStorage } from 'node:async_hooks';

const inside = new AsyncLocalStorage<object>();

/** Runs work that belongs to one store; the store refuses to be called from in there, since it would wait for itself. */
export function runInside<T>(store: object, work: () => Promise<T>): Promise<T> {
  return inside.run(store, work);
}

export function assertOutside(store: object): void {
  if (inside.getStore() === store)
    throw new Error('The store was called inside its own transaction; use the transaction’s tables instead.');
}
