import { describe, expect, it } from 'vitest';
import { runSchedule } from './schedule.ts';

/** `npm run bench -- schedules` runs a million; these are other seeds than its first. */
const SCHEDULES = 3000;
const EVENTS = 12;

describe('reports, policies, exceptions, revocations, time and crashes in any order', () => {
  it(`never let a bad credential out, in ${SCHEDULES} random schedules`, async () => {
    const sum = { credentials: 0, crashes: 0 };
    for (let seed = 1; seed <= SCHEDULES; seed += 1) {
      const ran = await runSchedule(2 ** 31 + seed, EVENTS);
      expect(ran.wrong, `seed ${2 ** 31 + seed}: ${ran.events.join(', ')}`).toBeNull();
      sum.credentials += ran.credentials;
      sum.crashes += ran.crashes;
    }
    // Else it would have shown nothing.
    expect(sum.credentials).toBeGreaterThan(SCHEDULES);
    expect(sum.crashes).toBeGreaterThan(SCHEDULES / 3);
  }, 300_000);
});
