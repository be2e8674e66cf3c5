import { parseArgs } from 'node:util';
import { openLine, type Way } from './proxy/client.ts';
import { residentMb, script, startProxyChain, startScript, startTinyproxy, type Started } from './proxy/servers.ts';

/**
 * Our loopback proxy beside tinyproxy and proxy-chain, in the same run: a long stream, the time it adds, 2,000 tunnels at once,
 * and memory. Each proxy is a process of its own, as is the origin. Prints JSON. `--bytes N` (default 1 GiB), `--rounds N` (3).
 */
const { values } = parseArgs({
  options: {
    bytes: { type: 'string', default: String(2 ** 30) },
    rounds: { type: 'string', default: '3' },
    tunnels: { type: 'string', default: '2000' },
  },
});
const [BYTES, ROUNDS, TUNNELS] = [Number(values.bytes), Number(values.rounds), Number(values.tunnels)];
/** A gigabit a second: faster than the lines that people work over. */
const LINE = 125_000_000;

const origin = await startScript(script('origin.ts'));
const { plain = 0, secure = 0 } = origin.said;
const proxies: readonly (readonly [string, Started | null])[] = [
  ['direct', null],
  ['offhook', await startScript(script('ours.ts'), String(plain), String(secure))],
  ['tinyproxy', await startTinyproxy()],
  ['proxy-chain', await startProxyChain()],
];
const running = proxies.filter(([name, started]) => name === 'direct' || started !== null);
const wayOf = (started: Started | null, kind: Way['kind']): Way => ({
  origin: kind === 'tls' ? secure : plain,
  proxy: started?.said['port'] ?? null,
  kind,
});

const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits;
function median(all: readonly number[]): number {
  const sorted = [...all].sort((a, b) => a - b);
  // NaN becomes null in JSON: not measured.
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function stream(way: Way, pace = 0): Promise<number> {
  const line = await openLine(way);
  const tookMs = await line.ask(BYTES, pace);
  line.socket.destroy();
  return BYTES / 1e6 / (tookMs / 1000);
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

type Table = Record<string, Record<string, number | null>>;

/** Megabytes a second and their share of what a direct connection does. Turn by turn, so that noise weighs on all alike. */
async function throughput(): Promise<Table> {
  const table: Table = {};
  for (const [label, kind, pace] of [
    ['gigabit, TLS tunnel', 'tls', LINE],
    ['gigabit, plain HTTP', 'http', LINE],
    ['unlimited, TLS tunnel', 'tls', 0],
    ['unlimited, bare tunnel', 'tunnel', 0],
    ['unlimited, plain HTTP', 'http', 0],
  ] as const) {
    say(label);
    const rates = new Map(running.map(([name]) => [name, [] as number[]]));
    for (let turn = 0; turn < ROUNDS; turn += 1)
      for (const [name, started] of running) rates.get(name)?.push(await stream(wayOf(started, kind), pace));
    const direct = median(rates.get('direct') ?? []);
    table[label] = Object.fromEntries(
      [...rates].flatMap(([name, all]) => [
        [`${name} MB/s`, round(median(all))],
        [`${name} % of direct`, round((median(all) / direct) * 100)],
      ]),
    );
  }
  return table;
}

async function askRepeatedly(way: Way): Promise<number[]> {
  const line = await openLine(way);
  const all: number[] = [];
  for (let index = 0; index < 1100; index += 1) {
    const tookMs = await line.ask(1000);
    if (index >= 100) all.push(tookMs);
  }
  line.socket.destroy();
  return all;
}

/** Milliseconds more than directly: for a request on an open line, and for opening a line and asking once. */
async function latency(): Promise<Table> {
  const table: Table = {};
  for (const kind of ['http', 'tunnel', 'tls'] as const) {
    say(`latency: ${kind}`);
    const open = new Map(running.map(([name]) => [name, [] as number[]]));
    const fresh = new Map(running.map(([name]) => [name, [] as number[]]));
    for (const [name, started] of running) {
      // tinyproxy ends a plain connection after each answer, so there is no open line to ask on.
      const all = await askRepeatedly(wayOf(started, kind)).catch(() => []);
      open.get(name)?.push(...all);
    }
    for (let index = 0; index < 320; index += 1)
      for (const [name, started] of running) {
        const line = await openLine(wayOf(started, kind));
        const tookMs = line.openedMs + (await line.ask(1000));
        line.socket.destroy();
        if (index >= 20) fresh.get(name)?.push(tookMs);
      }
    const row = (from: Map<string, number[]>, what: string) =>
      [...from].map(([name, all]) => [
        `${name} ${what}`,
        round(median(all) - (name === 'direct' ? 0 : median(from.get('direct') ?? [])), 3),
      ]);
    table[kind] = Object.fromEntries([...row(open, 'per request'), ...row(fresh, 'per new connection')]);
  }
  return table;
}

/** Opens all tunnels, lets each carry a few answers at once, closes all; memory after each time shows whether it is kept. */
async function parallel(): Promise<Table> {
  const table: Table = {};
  for (const [name, started] of running) {
    say(`${TUNNELS} tunnels: ${name}`);
    const memory: (number | null)[] = started === null ? [] : [residentMb(started)];
    const times: number[] = [];
    let failed = 0;
    for (let turn = 0; turn < 5; turn += 1) {
      const startedMs = performance.now();
      const opened = await Promise.allSettled(
        Array.from({ length: TUNNELS }, () => openLine(wayOf(started, 'tunnel'))),
      );
      const lines = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const answers = await Promise.allSettled(lines.flatMap((line) => line.ask(20_000).then(() => line.ask(20_000))));
      times.push(performance.now() - startedMs);
      failed += opened.length - lines.length + answers.filter(({ status }) => status === 'rejected').length;
      if (started !== null) memory.push(residentMb(started));
      for (const { socket } of lines) socket.destroy();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    table[name] = {
      tunnels: TUNNELS,
      failed,
      'all opened and answered twice, ms': round(median(times), 0),
      ...Object.fromEntries(memory.map((mb, index) => [`MB ${index === 0 ? 'before' : `in turn ${index}`}`, mb])),
    };
  }
  return table;
}

try {
  const result = {
    bytes: BYTES,
    rounds: ROUNDS,
    throughput: await throughput(),
    addedMs: await latency(),
    parallel: await parallel(),
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  for (const [, started] of proxies) started?.child.kill();
  origin.child.kill();
}
