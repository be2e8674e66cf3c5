import type { Platform } from '../../core/ids.ts';
import { systemClock, type Clock } from '../client/clock.ts';
import type { PostureEngine } from '../client/posture-engine.ts';
import { createPostureEngine } from '../posture/engine.ts';
import type { PostureIo } from '../posture/io/posture-io.ts';
import { createSystemIo } from '../posture/io/system-io.ts';

/** The engine that looks at the laptop behind `io`, on the client's clock. */
export function createPosture(platform: Platform, clock: Clock, io: PostureIo): PostureEngine {
  return createPostureEngine({
    io,
    platform,
    clock: {
      monotonicMs: () => clock.nowMs(),
      wallIso: () => clock.wall().toISOString(),
      setTimer: (fire, delayMs) => clock.after(delayMs, fire),
    },
  });
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
