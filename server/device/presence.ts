import type { DeviceId } from '../../core/ids.ts';
import type { Clock } from '../clock.ts';

/** Which devices are heard of. In memory: after a restart nobody is, until they speak. */
export interface Presence {
  /** A report or a heartbeat came. */
  heard(deviceId: DeviceId): void;
  /** Its socket closed: offline at once. */
  gone(deviceId: DeviceId): void;
  isOnline(deviceId: DeviceId): boolean;
  lastHeardAt(deviceId: DeviceId): number | null;
  forget(deviceId: DeviceId): void;
  /** From here on nobody is lost: the next start shows everybody offline anyway. */
  close(): void;
}

interface Entry {
  online: boolean;
  heardAt: number;
}

const LOOK_EVERY_MS = 500;

export function createPresence(
  clock: Clock,
  offlineAfterMs: number,
  onOffline: (deviceId: DeviceId, lastHeardAt: number) => void,
): Presence {
  const entries = new Map<DeviceId, Entry>();
  let cancel = clock.later(LOOK_EVERY_MS, look);
  let closed = false;

  function look(): void {
    const now = clock.nowMs();
    for (const [deviceId, entry] of entries) {
      // A clock that was set back must not keep somebody online until it has caught up.
      entry.heardAt = Math.min(entry.heardAt, now);
      if (entry.online && now - entry.heardAt >= offlineAfterMs) lose(deviceId, entry);
    }
    cancel = clock.later(LOOK_EVERY_MS, look);
  }

  function lose(deviceId: DeviceId, entry: Entry): void {
    entry.online = false;
    onOffline(deviceId, entry.heardAt);
  }

  return {
    heard(deviceId) {
      entries.set(deviceId, { online: true, heardAt: clock.nowMs() });
    },
    gone(deviceId) {
      const entry = entries.get(deviceId);
      if (entry?.online === true && !closed) lose(deviceId, entry);
    },
    isOnline: (deviceId) => entries.get(deviceId)?.online ?? false,
    lastHeardAt: (deviceId) => entries.get(deviceId)?.heardAt ?? null,
    forget: (deviceId) => void entries.delete(deviceId),
    close() {
      closed = true;
      cancel();
    },
  };
}
