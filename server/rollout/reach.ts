import { createHash } from 'node:crypto';
import type { DeviceId } from '../../core/ids.ts';
import type { VersionReach } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';

/**
 * Where a laptop stands among all, in percent, [0, 100): the same at every look, and another for each version, so that it is
 * not always the same people who go first.
 */
export function placeOf(deviceId: DeviceId, version: number): number {
  const hash = createHash('sha256').update(`offhook-rollout-v1\n${version}\n${deviceId}`).digest();
  return (hash.readUInt32BE(0) / 2 ** 32) * 100;
}

/** Whether this version holds for this laptop: everybody has it, its stage has come, or it was given it before a halt. */
export async function isReached(
  tx: StoreTx,
  { version, rollout }: Pick<VersionReach, 'version' | 'rollout'>,
  deviceId: DeviceId,
): Promise<boolean> {
  if (rollout === null) return true;
  if (rollout.state === 'running' && placeOf(deviceId, version) < rollout.reach) return true;
  // By the server's own memory: a laptop's word for which version it has would let it choose.
  return (await tx.rollouts.given(version, deviceId)) !== null;
}
