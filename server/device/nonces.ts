import type { DeviceId } from '../../core/ids.ts';
import type { Clock } from '../clock.ts';
import { hashSecret } from '../keys.ts';

/**
 * The numbers that a device's next signed message must carry. In memory: they live for a minute, and a restart only makes a
 * client ask again. None is ever good twice, not even when the transaction that spent it was rolled back.
 */
export interface Nonces {
  give(nonce: string, deviceId: DeviceId): void;
  /** True exactly once for a live nonce of this very device. */
  spend(nonce: string, deviceId: DeviceId): boolean;
  /** What this device was given so far is worth nothing any more. */
  forget(deviceId: DeviceId): void;
}

export const NONCE_MS = 60_000;
/** More than a client ever needs at once; without a limit anybody with a device's id could fill the memory. */
const MOST_OF_A_DEVICE = 8;
/** How many devices are looked through for what has run out, at each number that is given. */
const SWEPT_AT_ONCE = 2;

interface Given {
  readonly hash: string;
  readonly givenAt: number;
}

export function createNonces(clock: Clock): Nonces {
  // A device that asks moves to the end, so what has run out is in front.
  const byDevice = new Map<DeviceId, readonly Given[]>();

  /** A clock that was set back must not keep a nonce alive either. */
  const isLive = ({ givenAt }: Given, now: number) => now >= givenAt && now - givenAt < NONCE_MS;

  function sweep(now: number): void {
    let left = SWEPT_AT_ONCE;
    for (const [deviceId, given] of byDevice) {
      if (left === 0 || given.some((one) => isLive(one, now))) return;
      byDevice.delete(deviceId);
      left -= 1;
    }
  }

  return {
    give(nonce, deviceId) {
      const now = clock.nowMs();
      sweep(now);
      const live = (byDevice.get(deviceId) ?? []).filter((one) => isLive(one, now));
      byDevice.delete(deviceId);
      byDevice.set(deviceId, [...live.slice(1 - MOST_OF_A_DEVICE), { hash: hashSecret(nonce), givenAt: now }]);
    },
    spend(nonce, deviceId) {
      const hash = hashSecret(nonce);
      const given = byDevice.get(deviceId) ?? [];
      const found = given.find((one) => one.hash === hash);
      if (found === undefined) return false;
      byDevice.set(
        deviceId,
        given.filter((one) => one !== found),
      );
      return isLive(found, clock.nowMs());
    },
    forget: (deviceId) => void byDevice.delete(deviceId),
  };
}
