export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function round(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

export interface Contender<T = string> {
  readonly name: string;
  /** Whether the request is blocked. */
  readonly check: (request: T) => boolean;
}

/** All contenders over the same requests, turn by turn, so that whatever else the machine does weighs on all alike. */
export function race<T>(contenders: readonly Contender<T>[], requests: readonly T[], rounds: number) {
  const perSecond = contenders.map(() => [] as number[]);
  const blocked = contenders.map(() => 0);
  for (let turn = -1; turn < rounds; turn++)
    for (const [i, { check }] of contenders.entries()) {
      let count = 0;
      const startedAt = performance.now();
      for (const request of requests) if (check(request)) count++;
      const seconds = (performance.now() - startedAt) / 1000;
      // The first turn warms up.
      if (turn >= 0) perSecond[i]?.push(requests.length / seconds);
      blocked[i] = count;
    }
  return contenders.map(({ name, check }, i) => ({
    name,
    perSecond: Math.round(median(perSecond[i] ?? [])),
    bestPerSecond: Math.round(Math.max(...(perSecond[i] ?? []))),
    blocked: blocked[i],
    ...latency(check, requests),
  }));
}

/** Per call, the clock's own 50 to 100 ns included; in microseconds. */
function latency<T>(check: (request: T) => boolean, requests: readonly T[]) {
  const took: number[] = [];
  for (const request of requests) {
    const startedAt = process.hrtime.bigint();
    check(request);
    took.push(Number(process.hrtime.bigint() - startedAt) / 1000);
  }
  return { p50Us: round(percentile(took, 0.5)), p99Us: round(percentile(took, 0.99)) };
}
