import type { Platform } from '../../core/ids.ts';

const OURS: ReadonlyMap<NodeJS.Platform, Platform> = new Map([
  ['linux', 'linux'],
  ['darwin', 'macos'],
  ['win32', 'windows'],
]);

/** Throws on a system that Offhook is not made for, before anything is asked of it. */
export function clientPlatform(platform: NodeJS.Platform): Platform {
  const own = OURS.get(platform);
  if (own === undefined) throw new Error(`Offhook runs on Linux, macOS and Windows, not on ${platform}.`);
  return own;
}
