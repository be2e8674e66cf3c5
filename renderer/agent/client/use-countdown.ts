import { useStore } from 'zustand';
import { useNow } from '../../lib/use-now.ts';
import { useServices } from '../services.ts';

/** Milliseconds left of a view's countdown, falling each second and never below zero; null stays null. */
export function useCountdown(inMs: number | null): number | null {
  const { view } = useServices();
  const receivedAtMs = useStore(view, (state) => (state.status === 'ready' ? state.receivedAtMs : 0));
  return useTimeLeft(inMs, receivedAtMs);
}

/** The same, for a length of time that began at `fromMs` of the wall clock. */
export function useTimeLeft(lengthMs: number | null, fromMs: number): number | null {
  const nowMs = useNow(1000);
  if (lengthMs === null) return null;
  // The clock is read to the full second: at the start that must not add one.
  return Math.max(0, Math.min(lengthMs, fromMs + lengthMs - nowMs));
}
