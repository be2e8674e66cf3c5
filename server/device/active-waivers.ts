import type { DeviceId } from '../../core/ids.ts';
import type { ActiveWaiver } from '../../core/verdict/waiver.ts';
import type { PersonRecord, WaiverRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';

/** A reply holds so many (reportReplySchema); the longest for each check is all that counts. */
const MOST = 64;

/** The waivers that hold for this laptop now, with what they have left on the server's clock; of two for one check the longer. */
export async function activeWaivers(
  tx: StoreTx,
  device: { readonly id: DeviceId },
  person: Pick<PersonRecord, 'group'>,
  now: number,
): Promise<readonly ActiveWaiver[]> {
  return longestFor(await tx.waivers.live(now), device.id, person.group, now);
}

/** The same, of all that are live. */
export function longestFor(
  live: readonly WaiverRecord[],
  deviceId: DeviceId,
  group: string | null,
  now: number,
): readonly ActiveWaiver[] {
  const longest = new Map<string, WaiverRecord>();
  for (const waiver of live) {
    if (!isFor(waiver, deviceId, group)) continue;
    const before = longest.get(waiver.check);
    if (before === undefined || waiver.endsAt > before.endsAt) longest.set(waiver.check, waiver);
  }
  return [...longest.values()].slice(0, MOST).map(({ id, check, askedAt, endsAt, reason, decidedByName }) => ({
    id,
    check,
    leftMs: endsAt - now,
    lengthMs: Math.max(0, endsAt - askedAt),
    reason,
    approvedBy: decidedByName ?? '',
  }));
}

export function isFor({ scope }: WaiverRecord, deviceId: DeviceId, group: string | null): boolean {
  return 'deviceId' in scope ? scope.deviceId === deviceId : scope.group === group;
}
