import type { DeviceId } from '../../core/ids.ts';
import type { Heartbeat } from '../../core/wire/device.ts';
import type { Services } from '../services.ts';
import type { DevicePatch } from '../store/records.ts';
import { findDevice, patchDevice } from './device-acts.ts';
import { closeLine } from './phone-line.ts';
import { tellableSites } from './tellable-sites.ts';

/** A device, and which start of its client speaks. */
interface Speaker {
  readonly deviceId: DeviceId;
  readonly bootId: string;
}

/** Writes what a heartbeat says only when that is something new; that it came at all is kept in memory. */
export async function handleHeartbeat(services: Services, speaker: Speaker, heartbeat: Heartbeat): Promise<void> {
  const { deviceId } = speaker;
  const wasOnline = services.presence.isOnline(deviceId);
  services.presence.heard(deviceId);
  if (heartbeat.endOfShift) return endShift(services, speaker);
  const before = await services.store.read((tx) => tx.devices.byId(deviceId));
  const isSame = before !== null && wasOnline && JSON.stringify(before.phone) === JSON.stringify(heartbeat.phone);
  if (isSame && heartbeat.blockedSites.length === 0) return;
  const row = await services.store.write(async (tx) => {
    const found = await findDevice(tx, deviceId);
    if (found.device.bootId !== speaker.bootId) return null;
    if (heartbeat.blockedSites.length > 0) {
      const { document } = (await (await services.policies(tx)).of(found.device)).release;
      const day = new Date(services.clock.nowMs()).toISOString().slice(0, 10);
      const listed = (await tx.webLists.all()).map(({ category }) => category);
      for (const site of tellableSites(document, heartbeat.blockedSites, listed))
        await tx.blockedSites.add({ deviceId, day, ...site });
    }
    return patchDevice(services, tx, found, { phone: heartbeat.phone });
  });
  if (row !== null) services.effects.run([row]);
}

/** The lease is given back at once: off shift, nobody can register for this agent. */
async function endShift(services: Services, { deviceId, bootId }: Speaker): Promise<void> {
  const effects = await services.store.write(async (tx) => {
    const found = await findDevice(tx, deviceId);
    // An older start says goodbye when a newer one took over: that must not end the newer one's shift.
    if (found.device.bootId !== bootId) return [];
    const now = services.clock.nowMs();
    const closed = await closeLine(tx, { ...found, now, finishMs: 0, tell: null });
    // A report that was under way when the shift ended must not begin it again.
    services.nonces.forget(deviceId);
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
