import { recordIo } from '../../../electron/posture/io/record.ts';
import { createPostureEngine } from '../../../electron/posture/engine.ts';
import { replayIo } from '../../../electron/posture/io/replay.ts';
import { measureOnce } from '../../../electron/posture/measure.ts';
import { systemClock, systemIo } from './numbers.ts';

/** Run by itself with --expose-gc: node test/bench/posture/memory.ts SCANS. Prints one line of JSON. */
const scans = Number(process.argv[2] ?? 10_000);
const SAMPLES = 10;
const recorder = recordIo(systemIo(), { platform: 'linux', recordedAt: new Date().toISOString() }, (text) => text);
await measureOnce(recorder.io, 'linux', systemClock);
const engine = createPostureEngine({ io: replayIo(recorder.bundle()), platform: 'linux', clock: systemClock });
let told = 0;
engine.start(() => {
  told += 1;
});
const collect = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().rss / 1_048_576;
};
const rss: number[] = [];
const heap: number[] = [];
const startedMs = performance.now();
for (let scan = 1; scan <= scans; scan += 1) {
  await engine.recheck();
  // So that timers get their turn as between real scans.
  await new Promise((resolve) => setImmediate(resolve));
  if (scan % (scans / SAMPLES) !== 0) continue;
  rss.push(Math.round(collect() * 10) / 10);
  heap.push(Math.round((process.memoryUsage().heapUsed / 1_048_576) * 10) / 10);
}
engine.stop();
// The first samples fill caches and let the optimising compiler do its work; growth is what comes after.
const half = rss.slice(SAMPLES / 2);
const growth = Math.round(((half.at(-1) ?? 0) - (half[0] ?? 0)) * 10) / 10;
process.stdout.write(
  `${JSON.stringify({ scans, told, msPerScan: Math.round(((performance.now() - startedMs) / scans) * 10) / 10, rssMb: rss, heapMb: heap, growthOfSecondHalfMb: growth, within: growth <= 4 })}\n`,
);
process.exit(0);
