import { useTimeLeft } from '../client/use-countdown.ts';
import { useView } from '../client/use-view.ts';

/** What is left of a grace that was `lengthMs` when the findings were made. */
export function useGraceLeft(lengthMs: number | null): number | null {
  const verdictAt = useView((view) => view.verdictAt);
  return useTimeLeft(lengthMs, verdictAt === null ? 0 : Date.parse(verdictAt));
}
