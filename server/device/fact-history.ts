import { FACT_KEYS, type Facts } from '../../core/facts/catalogue.ts';
import type { DeviceId } from '../../core/ids.ts';
import type { DeviceRecord } from '../store/records.ts';
import type { Said } from './plausibility.ts';

/**
 * The last that each laptop said of each fact, so that “I don’t know” in between hides no change. In memory: after a restart
 * of the server the stored report is what there is to compare with.
 */
export interface FactHistory {
  before(device: DeviceRecord): Said | null;
  note(deviceId: DeviceId, said: Said): void;
  forget(deviceId: DeviceId): void;
}

export function createFactHistory(): FactHistory {
  const last = new Map<DeviceId, Said>();
  return {
    before: ({ id, facts, reportedAt, bootId }) =>
      last.get(id) ?? (facts === null || reportedAt === null ? null : { facts, at: reportedAt, bootId }),
    note(deviceId, said) {
      const known = last.get(deviceId);
      last.set(deviceId, known === undefined ? said : { ...said, facts: lastKnown(known, said) });
    },
    forget: (deviceId) => void last.delete(deviceId),
  };
}

/** An older fact is that much older: its age counts from the newer report. */
function lastKnown(before: Said, now: Said): Facts {
  const apartMs = Math.max(0, now.at - before.at);
  const kept = FACT_KEYS.flatMap((key) => {
    const old = before.facts[key];
    return now.facts[key].status === 'unknown' && old.status === 'known'
      ? [[key, { ...old, ageMs: old.ageMs + apartMs }] as const]
      : [];
  });
  return { ...now.facts, ...(Object.fromEntries(kept) as Partial<Facts>) };
}
