import { spawnSync } from 'node:child_process';
import type { Platform } from '../../../core/ids.ts';
import type { FactKey } from '../../../core/facts/catalogue.ts';
import { measureOnce, type OneScan } from '../../../electron/posture/measure.ts';
import { runnableSources } from '../../../electron/posture/sources/catalogue.ts';
import { median, systemClock, systemIo } from './numbers.ts';

/** What an agent waits for: the VPN, the firewall, programs that run. */
const FAST: readonly FactKey[] = ['vpn', 'firewall', 'watchedPrograms'];

/** How a full scan compares with the slowest of its own commands run bare, and how long the fast set takes. */
export async function benchScan(platform: Platform, runs: number) {
  const io = systemIo();
  const commands = new Map(
    runnableSources(platform).flatMap((source) =>
      source.gather?.via === 'command' ? [[source.id, source.gather] as const] : [],
    ),
  );
  const tookMs: number[] = [];
  const bareMs: number[] = [];
  const fastMs: number[] = [];
  const measured: OneScan['measured'][number][] = [];
  let slowest = '';
  // Turn by turn, so that whatever else this machine is doing weighs on all alike.
  for (let run = 0; run < runs; run += 1) {
    const startedMs = performance.now();
    const scan = await measureOnce(io, platform, systemClock);
    tookMs.push(performance.now() - startedMs);
    measured.push(...scan.measured);
    const entries = scan.measured.filter((entry) => commands.has(entry.source));
    slowest ||= [...entries].sort((a, b) => b.durationMs - a.durationMs)[0]?.source ?? '';
    bareMs.push(runBare(slowest, commands.get(slowest)?.args ?? [], scan));
    const fastStartedMs = performance.now();
    await measureOnce(io, platform, systemClock, { wanted: FAST });
    fastMs.push(performance.now() - fastStartedMs);
  }
  const fullScanMs = median(tookMs);
  const bare = median(bareMs);
  const ratio = bare === 0 ? null : Math.round((fullScanMs / bare) * 100) / 100;
  return {
    runs,
    fullScanMs,
    slowestBare: { source: slowest, medianMs: bare },
    ratio,
    fastSet: { facts: FAST, medianMs: median(fastMs) },
    within: { ratio: ratio !== null && ratio <= 1.3, fastSet: median(fastMs) <= 120 },
    sources: runnableSources(platform).map(({ id }) => ({
      source: id,
      medianMs: median(measured.filter((entry) => entry.source === id).map((entry) => entry.durationMs)),
    })),
  };
}

/** The same command with nothing around it: the limit that a scan can't beat. */
function runBare(id: string, args: readonly string[], scan: OneScan): number {
  const tool = scan.measured.find((entry) => entry.source === id)?.what.split(' ')[0] ?? '';
  const startedMs = performance.now();
  spawnSync(tool, args, { stdio: 'ignore', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' } });
  return performance.now() - startedMs;
}
