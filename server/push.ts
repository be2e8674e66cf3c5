import type { DeviceId, PersonId } from '../core/ids.ts';
import type { LiveEvent } from '../core/wire/console.ts';
import type { DevicePush } from '../core/wire/device.ts';

/** What one part of the server tells the others. Between replicas this would be core NATS; the truth stays in the store. */
export type BusEvent =
  /** For consoles. `owner` is whose device it is about, null when it is about nobody in particular. */
  | { readonly type: 'live'; readonly event: LiveEvent; readonly owner: PersonId | null }
  /** For one device's push socket, or for all when null. */
  | { readonly type: 'device'; readonly deviceId: DeviceId | null; readonly push: DevicePush }
  | { readonly type: 'device-removed'; readonly deviceId: DeviceId }
  | { readonly type: 'session-ended'; readonly tokenHash: string };

export interface Bus {
  publish(event: BusEvent): void;
  /** Returns the way to stop. */
  subscribe(listener: (event: BusEvent) => void): () => void;
}

export function createBus(): Bus {
  const listeners = new Set<(event: BusEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
