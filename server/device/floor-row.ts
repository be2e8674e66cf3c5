import type { DeviceRow } from '../../core/wire/console.ts';
import type { DevicePatch, DeviceRecord, PersonRecord, PhoneDisplay } from '../store/records.ts';

/** What the floor shows of a device's phone. */
function displayOf(device: Pick<DeviceRecord, 'onShift' | 'phone'>, online: boolean): PhoneDisplay {
  if (!device.onShift) return 'off-shift';
  if (!online) return 'offline';
  if (device.phone === null) return 'closed';
  switch (device.phone.gate) {
    case 'closed':
      return 'closed';
    case 'closing-in-call':
      return 'closing';
    case 'opening':
      // A registration that was lost in a call: the call goes on.
      return device.phone.inCall ? 'in-call' : 'opening';
    case 'open':
      return device.phone.inCall ? 'in-call' : 'ready';
  }
}

/** The patch, with what the floor shows after it and since when that is so. */
export function withDisplay(before: DeviceRecord, patch: DevicePatch, online: boolean, now: number): DevicePatch {
  const after = { ...before, ...patch };
  const display = displayOf(after, online);
  const isSame = display === before.display && after.verdict?.state === before.verdict?.state;
  return { ...patch, display, sinceAt: isSame ? before.sinceAt : now };
}

/** One row of the floor. `lastHeardAt` is fresher than what the store holds; heartbeats are not written one by one. */
export function rowOf(device: DeviceRecord, person: PersonRecord, lastHeardAt: number | null): DeviceRow {
  const seenAt = Math.max(device.lastSeenAt ?? 0, lastHeardAt ?? 0);
  return {
    deviceId: device.id,
    agent: { id: person.id, name: person.name, extension: person.extension ?? '000' },
    platform: device.platform,
    system: systemOf(device),
    model: modelOf(device),
    keyStorage: device.keyStorage,
    verdict: device.verdict?.state ?? null,
    notPassing: (device.verdict?.findings ?? []).flatMap(({ check, status, level, effect }) =>
      status === 'pass' ? [] : [{ check, status, level, effect }],
    ),
    phone: device.display,
    held: device.held,
    policyVersion: device.policyVersion,
    lastSeenAt: seenAt === 0 ? null : new Date(seenAt).toISOString(),
    sinceAt: new Date(device.sinceAt).toISOString(),
  };
}

function systemOf({ facts }: DeviceRecord): string | null {
  if (facts?.os.status !== 'known') return null;
  const { name, version } = facts.os.value;
  return version === null || name.includes(version) ? name : `${name} ${version}`;
}

function modelOf({ facts }: DeviceRecord): string | null {
  if (facts?.hardware.status !== 'known') return null;
  const { manufacturer, model } = facts.hardware.value;
  const text = [manufacturer, model].filter((part) => part !== null).join(' ');
  return text === '' ? null : text;
}
