import type { ScreenLockReading } from './reading.ts';

/** Null wherever a source does not say. Whoever never locks has no delay. */
export function screenLockReading(fields: Partial<ScreenLockReading>): ScreenLockReading {
  const { locks = null, lockOnWake = null, delaySeconds: wait = null } = fields;
  const delaySeconds = locks === false || wait === null || wait > MOST_SECONDS ? null : wait;
  const isSilent = locks === null && lockOnWake === null && delaySeconds === null;
  const isOther = fields.desktop !== undefined || fields.lockers !== undefined;
  return { ...fields, locks, lockOnWake, delaySeconds, reason: isSilent && !isOther ? 'unsupported' : null };
}

/** Nobody waits a third of a year for a lock; numbers beyond are how settings say “never”. */
const MOST_SECONDS = 10_000_000;
