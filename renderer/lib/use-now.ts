import { useCallback, useSyncExternalStore } from 'react';

/** Milliseconds of a clock (the wall's unless another is given), to the last full step, redrawing at each. For display only. */
export function useNow(stepMs: number, clock: () => number = Date.now): number {
  const subscribe = useCallback(
    (redraw: () => void) => {
      const timer = setInterval(redraw, stepMs);
      return () => clearInterval(timer);
    },
    [stepMs],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(clock() / stepMs) * stepMs);
}
