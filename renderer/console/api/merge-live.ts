import type { DeviceRow, LiveEvent } from '../../../core/wire/console.ts';
import type { Devices } from './client.ts';

/** The floor after these events. Rows replace rows of the same device; the others keep their identity. */
export function mergeDevices(before: Devices, events: readonly LiveEvent[]): Devices {
  const changed = new Map<string, DeviceRow | null>();
  let phoneEngine = before.phoneEngine;
  for (const event of events) {
    if (event.type === 'device') changed.set(event.device.deviceId, event.device);
    if (event.type === 'device-removed') changed.set(event.deviceId, null);
    if (event.type === 'phone-engine') phoneEngine = event.phoneEngine;
  }
  if (changed.size === 0 && phoneEngine === before.phoneEngine) return before;
  const devices: DeviceRow[] = [];
  for (const row of before.devices) {
    const next = changed.get(row.deviceId);
    if (next !== null) devices.push(next ?? row);
    changed.delete(row.deviceId);
  }
  for (const row of changed.values()) if (row !== null) devices.push(row);
  return { devices, phoneEngine };
}
