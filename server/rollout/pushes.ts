import type { Effect } from '../device/effects.ts';
import type { DeviceRecord } from '../store/records.ts';

/** Tells those whom a stage reaches that there is something new for them. */
export function pushesTo(devices: readonly Pick<DeviceRecord, 'id'>[], version: number): readonly Effect[] {
  return devices.map(({ id }) => ({ type: 'push', deviceId: id, push: { type: 'policy-changed', version } }));
}
