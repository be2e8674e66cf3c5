import type { PersonId, Platform } from '../../core/ids.ts';
import { CHECK_IDS, type CheckId } from '../../core/checks/catalogue.ts';
import type { DeviceRecord, FailingSince } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import type { Presence } from './presence.ts';

/** As long as the longest grace (core/policy/schema.ts): whoever waited that long has gained nothing. */
const KEEP_LEFT_MS = 7 * 86_400_000;

/** Before a device is removed: its person's next one of the same system goes on where it stood. */
export async function leaveClocks(tx: StoreTx, device: DeviceRecord, now: number): Promise<void> {
  await tx.failing.leave(device.personId, device.platform, await tx.failing.of(device.id), now);
}

interface Newcomer {
  readonly personId: PersonId;
  readonly platform: Platform;
  readonly now: number;
}

/**
 * What a newly enrolled device begins with, so that enrolling anew starts no grace anew: the clocks of this person's
 * devices of the same system that were removed, or that are not connected and so may be this very laptop. A second laptop
 * beside one that is connected has a clock of its own.
 */
export async function inheritedClocks(
  tx: StoreTx,
  presence: Pick<Presence, 'isOnline'>,
  { personId, platform, now }: Newcomer,
): Promise<FailingSince> {
  const clocks = [await tx.failing.takeLeft(personId, platform, now - KEEP_LEFT_MS)];
  for (const other of await tx.devices.ofPerson(personId))
    if (other.platform === platform && !presence.isOnline(other.id)) clocks.push(await tx.failing.of(other.id));
  return oldestOf(clocks);
}

function oldestOf(clocks: readonly FailingSince[]): FailingSince {
  const oldest: Partial<Record<CheckId, number>> = {};
  for (const check of CHECK_IDS) {
    const starts = clocks.flatMap((clock) => clock[check] ?? []);
    if (starts.length > 0) oldest[check] = Math.min(...starts);
  }
  return oldest;
}
