import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { FACT_KEYS } from '../../../core/facts/catalogue.ts';
import { createPostureEngine } from '../../../electron/posture/engine.ts';
import { systemClock, systemIo } from './numbers.ts';

/**
 * Run by itself, in namespaces of its own: node test/bench/posture/idle.ts SECONDS. A shift on which nothing happens, with every fact
 * wanted and as many programs asleep as a laptop has. Prints one line of JSON.
 */
const seconds = Number(process.argv[2] ?? 300);
const OTHER_PROGRAMS = 150;
/** sysconf(_SC_CLK_TCK) of every Linux that we know. */
const MS_PER_TICK = 10;

const others = Array.from({ length: OTHER_PROGRAMS }, () => spawn('/bin/sleep', ['100000'], { stdio: 'ignore' }));
const io = systemIo();
const started = new Map<string, number>();
const count = (what: string): void => void started.set(what, (started.get(what) ?? 0) + 1);
const engine = createPostureEngine({
  io: {
    ...io,
    run: async (command, signal) => {
      const result = await io.run(command, signal);
      if (!result.missing) count(command.argv.slice(0, 4).join(' ').slice(0, 60));
      return result;
    },
    look: (at) => {
      count(`look at ${at}`);
      return io.look(at);
    },
    programs: () => {
      count('programs');
      return io.programs();
    },
  },
  platform: 'linux',
  clock: systemClock,
  wanted: FACT_KEYS,
});
let told = 0;
await new Promise<void>((resolve) => {
  engine.start((_facts, isComplete) => {
    told += 1;
    if (isComplete) resolve();
  });
});
// Watchers begin to be relied upon, and the first timers of a time without them run out.
await wait(15_000);

/** Of this process, of its children that have ended, and of those that live, in ms. By /proc/PID/stat: proc(5), fields 14 to 17. */
function spentMs(): number {
  const own = statOf('self');
  const ended = own.slice(0, 4).reduce((sum, ticks) => sum + ticks, 0);
  const ignored = new Set(others.map(({ pid }) => String(pid)));
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid) && !ignored.has(name))
    .flatMap((name) => {
      try {
        return statOf(name).slice(0, 4);
      } catch {
        return [];
      }
    });
  return (ended + living.reduce((sum, ticks) => sum + ticks, 0)) * MS_PER_TICK;
}

function statOf(id: string): readonly number[] {
  const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
}

const runsBefore = new Map(engine.measured().map(({ source, at }) => [source, at]));
started.clear();
const startedMs = performance.now();
const beforeMs = spentMs();
const own = process.cpuUsage();
await wait(seconds * 1000);
const tookMs = performance.now() - startedMs;
const ownSpent = process.cpuUsage(own);
const cpuMs = spentMs() - beforeMs;
const percent = Math.round((cpuMs / tookMs) * 100_000) / 1000;
const looked = engine.measured().filter(({ source, at }) => runsBefore.get(source) !== at).length;
engine.stop();
for (const other of others) other.kill('SIGKILL');
process.stdout.write(
  `${JSON.stringify({
    seconds: Math.round(tookMs / 1000),
    otherPrograms: OTHER_PROGRAMS,
    cpuMs,
    ownCpuMs: Math.round((ownSpent.user + ownSpent.system) / 1000),
    percentOfOneCore: percent,
    sourcesLookedAtAgain: looked,
    toldOf: told,
    started: Object.fromEntries([...started].toSorted((a, b) => b[1] - a[1])),
    within: percent <= 0.5,
  })}\n`,
);
process.exit(0);
