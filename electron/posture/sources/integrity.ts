import type { IntegrityReading } from './reading.ts';

export function integrityReading(guard: IntegrityReading['guard'], enabled: boolean): IntegrityReading {
  return { enabled, guard, reason: null };
}
