/**
 * Random schedules of reports, publications, exceptions, revocations, time, restarts and crashes over the server’s own
 * decisions, with a store that ends between any two steps. Fails when one bad credential gets out.
 * Run: npm run bench -- schedules [how many, 1000000] [first seed, 1] [events in each, 12]
 */
import { runSchedule } from '../server/attacks/schedules/schedule.ts';

const [count = 1_000_000, first = 1, events = 12] = process.argv.slice(2).map(Number);
const startedAt = performance.now();
const sum = { credentials: 0, crashes: 0 };
const bad: { readonly seed: number; readonly wrong: string; readonly events: readonly string[] }[] = [];
for (let seed = first; seed < first + count; seed += 1) {
  const ran = await runSchedule(seed, events);
  sum.credentials += ran.credentials;
  sum.crashes += ran.crashes;
  if (ran.wrong !== null) bad.push({ seed, wrong: ran.wrong, events: ran.events });
  if (bad.length >= 5) break;
}
console.log(
  JSON.stringify({
    schedules: count,
    firstSeed: first,
    eventsEach: events,
    ...sum,
    badCredentials: bad.length,
    bad,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  }),
);
process.exitCode = bad.length === 0 ? 0 : 1;
