import type { DeviceId } from '../../core/ids.ts';
import type { Heartbeat } from '../../core/wire/device.ts';
import type { Services } from '../services.ts';
import type { DevicePatch } from '../store/records.ts';
import { findDevice, patchDevice } from './device-acts.ts';
import { closeLine } from './phone-line.ts';
import { tellableSites } from './tellable-sites.ts';

/** Writes what a heartbeat says only when that is something new; that it came at all is kept in memory. */
export async function handleHeartbeat(services: Services, deviceId: DeviceId, heartbeat: Heartbeat): Promise<void> {
  const wasOnline = services.presence.isOnline(deviceId);
  services.presence.heard(deviceId);
  if (heartbeat.endOfShift) return endShift(services, deviceId);
  const before = await services.store.read((tx) => tx.devices.byId(deviceId));
  const isSame = before !== null && wasOnline && JSON.stringify(before.phone) === JSON.stringify(heartbeat.phone);
  if (isSame && heartbeat.blockedSites.length === 0) return;
  const row = await services.store.write(async (tx) => {
    const found = await findDevice(tx, deviceId);
    if (heartbeat.blockedSites.length > 0) {
      const { document } = (await services.currentPolicy(tx)).release;
      const day = new Date(services.clock.nowMs()).toISOString().slice(0, 10);
      for (const site of tellableSites(document, heartbeat.blockedSites))
        await tx.blockedSites.add({ deviceId, day, ...site });
    }
    return patchDevice(services, tx, found, { phone: heartbeat.phone });
  });
  services.effects.run([row]);
}

/** The lease is given back at once: off shift, nobody can register for this agent. */
async function endShift(services: Services, deviceId: DeviceId): Promise<void> {
  const effects = await services.store.write(async (tx) => {
    const found = await findDevice(tx, deviceId);
    const now = services.clock.nowMs();
    const closed = await closeLine(tx, { ...found, now, finishMs: 0, tell: null });
    // A report that was under way when the shift ended must not begin it again.
    await tx.nonces.removeOf(deviceId);
    const patch: DevicePatch = {
      ...closed.patch,
      phone: { gate: 'closed', registered: false, inCall: false },
      onShift: false,
      displacedBootId: null,
      lastSeenAt: now,
    };
    const row = await patchDevice(services, tx, found, patch);
    if (found.device.onShift)
      await tx.audit.append({
        at: now,
        actor: found.person.email,
        action: 'shift.ended',
        subject: deviceId,
        details: {},
      });
    return [...closed.effects, row];
  });
  services.effects.run(effects);
}
