import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Platform } from '../../core/ids.ts';
import { createSystemIo } from '../../electron/posture/io/system-io.ts';
import { measureOnce, type OneScan } from '../../electron/posture/measure.ts';
import { runnableSources } from '../../electron/posture/sources/catalogue.ts';

/** How a full scan compares with the slowest of its own commands run bare. Prints JSON. `--runs N` (default 20). */

const RUNS = Number(parseArgs({ options: { runs: { type: 'string', default: '20' } } }).values.runs);
const PLATFORMS: Readonly<Record<string, Platform>> = { linux: 'linux', darwin: 'macos', win32: 'windows' };
const platform = PLATFORMS[process.platform] ?? 'linux';
const io = createSystemIo({
  windows: platform === 'windows',
  env: process.env,
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
});
const clock = {
  monotonicMs: () => performance.now(),
  wallIso: () => new Date().toISOString(),
  setTimer: (fire: () => void, delayMs: number) => {
    const timer = setTimeout(fire, delayMs);
    return () => clearTimeout(timer);
  },
};

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const value =
    sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return Math.round((value ?? 0) * 10) / 10;
}

const commands = new Map(
  runnableSources(platform).flatMap((source) =>
    source.gather?.via === 'command' ? [[source.id, source.gather] as const] : [],
  ),
);
const tookMs: number[] = [];
const bareMs: number[] = [];
const measured: OneScan['measured'][number][] = [];
let slowest = '';
// Turn by turn, so that whatever else this machine is doing weighs on both alike.
for (let run = 0; run < RUNS; run += 1) {
  const startedMs = performance.now();
  const scan = await measureOnce(io, platform, clock);
  tookMs.push(performance.now() - startedMs);
  measured.push(...scan.measured);
  const entries = scan.measured.filter((entry) => commands.has(entry.source));
  slowest ||= [...entries].sort((a, b) => b.durationMs - a.durationMs)[0]?.source ?? '';
  bareMs.push(runBare(slowest, scan));
}

/** The same command with nothing around it: the limit that a scan can't beat. */
function runBare(id: string, scan: OneScan): number {
  const args = commands.get(id)?.args ?? [];
  const tool = scan.measured.find((entry) => entry.source === id)?.what.split(' ')[0] ?? '';
  const startedMs = performance.now();
  spawnSync(tool, args, { stdio: 'ignore', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' } });
  return performance.now() - startedMs;
}

const sources = runnableSources(platform).map(({ id }) => ({
  source: id,
  medianMs: median(measured.filter((entry) => entry.source === id).map((entry) => entry.durationMs)),
}));
const fullScanMs = median(tookMs);
const bare = median(bareMs);
const fast = new Set(
  runnableSources(platform)
    .filter((source) => source.pace === 'vpn' || source.pace === 'firewall')
    .map((source) => source.id),
);
process.stdout.write(
  `${JSON.stringify(
    {
      platform,
      runs: RUNS,
      fullScanMs,
      slowestBare: { source: slowest, medianMs: bare },
      ratio: bare === 0 ? null : Math.round((fullScanMs / bare) * 100) / 100,
      slowestOfTheFastMs: Math.max(...sources.filter(({ source }) => fast.has(source)).map(({ medianMs }) => medianMs)),
      sources,
    },
    null,
    2,
  )}\n`,
);
