import type { DeviceId } from '../../core/ids.ts';
import type { Store } from '../store/store.ts';

/**
 * The public key that a device enrolled with, which never changes: read once, so that whoever speaks is checked before the
 * store is asked. That the device still exists is for the transaction to say.
 */
export interface KnownKeys {
  /** Null when there is no such device. */
  of(deviceId: DeviceId): Promise<string | null>;
  forget(deviceId: DeviceId): void;
}

/** 150 bytes each. */
const MOST = 20_000;

export function createKnownKeys(store: Store): KnownKeys {
  const keys = new Map<DeviceId, string>();
  return {
    async of(deviceId) {
      const known = keys.get(deviceId);
      if (known !== undefined) return known;
      const key = await store.read((tx) => tx.devices.keyOf(deviceId));
      if (key === null) return null;
      if (keys.size >= MOST) keys.clear();
      keys.set(deviceId, key);
      return key;
    },
    forget: (deviceId) => void keys.delete(deviceId),
  };
}
