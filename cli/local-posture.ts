import process from 'node:process';
import { platformSchema, type Platform } from '../core/ids.ts';
import type { PostureClock } from '../electron/posture/clock.ts';
import type { PostureIo } from '../electron/posture/io/posture-io.ts';
import { createSystemIo } from '../electron/posture/io/system-io.ts';
import { UsageError, type CommandIo } from './command.ts';

const PLATFORMS: Readonly<Record<string, Platform>> = { linux: 'linux', darwin: 'macos', win32: 'windows' };

export function localPlatform(): Platform {
  const platform = platformSchema.safeParse(PLATFORMS[process.platform]);
  if (!platform.success)
    throw new UsageError(`Offhook can’t look at ${process.platform}. It knows Linux, macOS and Windows.`);
  return platform.data;
}

export function localPostureIo(io: CommandIo): PostureIo {
  return createSystemIo({
    windows: process.platform === 'win32',
    env: io.env,
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
  });
}

/** The real clock, or one whose wall clock stands still where a recording was made. */
export function localClock(wallIso: () => string = () => new Date().toISOString()): PostureClock {
  return {
    monotonicMs: () => performance.now(),
    wallIso,
    setTimer: (fire, delayMs) => {
      const timer = setTimeout(fire, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
