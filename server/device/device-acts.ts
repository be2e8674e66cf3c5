import { AppError } from '../../core/errors.ts';
import type { DeviceId, PersonId } from '../../core/ids.ts';
import type { Services } from '../services.ts';
import type { DevicePatch, DeviceRecord, PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import type { Effect } from './effects.ts';
import { leaveClocks } from './failing-clocks.ts';
import { withDisplay } from './floor-row.ts';
import { closeLine, finishMsOf } from './phone-line.ts';

/** A phone can always be closed: where no policy says that a call may be finished, it may not. */
async function finishMsNow(services: Services, tx: StoreTx, device: DeviceRecord): Promise<number> {
  try {
    return finishMsOf(await (await services.policies(tx)).of(device));
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNAVAILABLE') return 0;
    throw error;
  }
}

interface Found {
  readonly device: DeviceRecord;
  readonly person: PersonRecord;
}

/** Throws AppError NOT_FOUND. */
export async function findDevice(tx: StoreTx, id: DeviceId): Promise<Found> {
  const device = await tx.devices.byId(id);
  const person = device === null ? null : await tx.people.byId(device.personId);
  if (device === null || person === null) throw new AppError('NOT_FOUND', 'There is no such laptop.');
  return { device, person };
}

/** Writes the patch with what the floor then shows; returns the effect that shows it. */
export async function patchDevice(
  services: Pick<Services, 'presence' | 'clock'>,
  tx: StoreTx,
  { device, person }: Found,
  patch: DevicePatch,
): Promise<Effect> {
  const written = withDisplay(device, patch, services.presence.isOnline(device.id), services.clock.nowMs());
  await tx.devices.update(device.id, written);
  return { type: 'row', device: { ...device, ...written }, person };
}

/** A supervisor closes a phone. It stays closed, whatever the laptop reports, until somebody asks for a recheck. */
export async function holdDevice(services: Services, id: DeviceId, actor: string): Promise<void> {
  const effects = await services.store.write(async (tx) => {
    const found = await findDevice(tx, id);
    const now = services.clock.nowMs();
    const finishMs = await finishMsNow(services, tx, found.device);
    const closed = await closeLine(tx, { ...found, now, finishMs, tell: 'supervisor' });
    const row = await patchDevice(services, tx, found, { ...closed.patch, held: true });
    await tx.audit.append({
      at: now,
      actor,
      action: 'phone.revoked',
      subject: id,
      details: { agent: found.person.email },
    });
    return [...closed.effects, row];
  });
  services.effects.run(effects);
}

/** Asks the laptop to measure and report now; lets a phone that was closed by hand open again if it passes. */
export async function recheckDevice(services: Services, id: DeviceId, actor: string): Promise<void> {
  const row = await services.store.write(async (tx) => {
    const found = await findDevice(tx, id);
    const at = services.clock.nowMs();
    await tx.audit.append({ at, actor, action: 'device.recheck', subject: id, details: { agent: found.person.email } });
    return found.device.held ? patchDevice(services, tx, found, { held: false }) : null;
  });
  services.effects.run([...(row === null ? [] : [row]), { type: 'push', deviceId: id, push: { type: 'recheck' } }]);
}

/** Un-enrols a laptop: its key is worth nothing from here on. */
export async function removeDevice(services: Services, id: DeviceId, actor: string): Promise<void> {
  const { effects, personId } = await services.store.write(async (tx) => {
    const found = await findDevice(tx, id);
    const now = services.clock.nowMs();
    const closed = await closeLine(tx, { ...found, now, finishMs: 0, tell: 'removed' });
    await leaveClocks(tx, found.device, now);
    await tx.devices.remove(id);
    await tx.audit.append({
      at: now,
      actor,
      action: 'device.removed',
      subject: id,
      details: { agent: found.person.email },
    });
    return { effects: closed.effects, personId: found.person.id };
  });
  services.effects.run(effects);
  forgetDevice(services, id, personId);
}

/** After it is gone from the store: from its socket, and from every screen. */
export function forgetDevice(
  services: Pick<Services, 'pushSessions' | 'presence' | 'bus' | 'history' | 'knownKeys'>,
  id: DeviceId,
  personId: PersonId,
): void {
  services.pushSessions.forget(id);
  services.bus.publish({ type: 'device-removed', deviceId: id });
  services.presence.forget(id);
  services.history.forget(id);
  services.knownKeys.forget(id);
  services.bus.publish({ type: 'live', event: { type: 'device-removed', deviceId: id }, owner: personId });
}

/** It was not heard of for too long, or its socket closed: the floor shows it, the lease ends by itself. */
export async function markOffline(services: Services, id: DeviceId, lastHeardAt: number): Promise<void> {
  const row = await services.store.write(async (tx) => {
    const device = await tx.devices.byId(id);
    const person = device === null ? null : await tx.people.byId(device.personId);
    if (device === null || person === null) return null;
    return patchDevice(services, tx, { device, person }, { lastSeenAt: Math.max(device.lastSeenAt ?? 0, lastHeardAt) });
  });
  if (row !== null) services.effects.run([row]);
}

/** A line's time has come: its lease ended before its credential, or a call was finished for long enough. */
export async function lineIsDue(services: Services, extension: string): Promise<void> {
  const effects = await services.store.write(async (tx): Promise<Effect[]> => {
    const now = services.clock.nowMs();
    const line = await tx.lines.of(extension);
    const effects: Effect[] = [];
    let after = line;
    if (line.revokeAt !== null && line.revokeAt <= now && line.holder !== null) {
      const found = await findDevice(tx, line.holder);
      const finishMs = await finishMsNow(services, tx, found.device);
      const closed = await closeLine(tx, { ...found, now, finishMs, tell: 'blocked' });
      effects.push(...closed.effects, await patchDevice(services, tx, found, closed.patch));
      await tx.audit.append({
        at: now,
        actor: 'server',
        action: 'phone.closed',
        subject: line.holder,
        details: { extension, why: 'lease ended' },
      });
      after = await tx.lines.of(extension);
    }
    if (after.endCallsAt !== null && after.endCallsAt <= now) {
      after = { ...after, endCallsAt: null };
      await tx.lines.set(after);
      effects.push({ type: 'end-calls', extension });
    }
    return [...effects, { type: 'line', line: after }];
  });
  services.effects.run(effects);
}
