import { createStore } from 'zustand/vanilla';

/** What the last leave erased, to be shown once the window is back at the start; null when nobody left. */
export function createLeftStore() {
  return createStore<{ readonly erased: readonly string[] | null }>()(() => ({ erased: null }));
}
export type LeftStore = ReturnType<typeof createLeftStore>;
