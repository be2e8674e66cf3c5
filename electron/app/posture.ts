import type { Platform } from '../../core/ids.ts';
import { systemClock, type Clock } from '../client/clock.ts';
import type { PostureEngine } from '../client/posture-engine.ts';
import type { PostureClock } from '../posture/clock.ts';
import { createPostureEngine } from '../posture/engine.ts';
import { ownNames } from '../posture/io/own-names.ts';
import type { PostureIo } from '../posture/io/posture-io.ts';
import { createSystemIo } from '../posture/io/system-io.ts';
import { makeSupportBundle } from '../posture/support-bundle.ts';

/** The slowest of what is asked has a minute to answer. */
const RECORD_TIMEOUT_MS = 60_000;

/** The engine that looks at the laptop behind `io`, on the client's clock. It measures nothing before it is told what is wanted. */
export function createPosture(platform: Platform, clock: Clock, io: PostureIo): PostureEngine {
  const postureClock: PostureClock = {
    monotonicMs: () => clock.nowMs(),
    wallIso: () => clock.wall().toISOString(),
    setTimer: (fire, delayMs) => clock.after(delayMs, fire),
  };
  return {
    ...createPostureEngine({ io, platform, clock: postureClock, wanted: [] }),
    record: (wanted) => {
      const signal = AbortSignal.timeout(RECORD_TIMEOUT_MS);
      return makeSupportBundle({ io, platform, clock: postureClock, names: ownNames(), wanted, signal });
    },
  };
}

/** This very laptop. */
export function systemPostureIo(): PostureIo {
  return createSystemIo({
    windows: process.platform === 'win32',
    env: process.env,
    monotonicMs: () => systemClock.nowMs(),
    wallMs: () => systemClock.wall().getTime(),
  });
}
