/** Work that can be paused: each step takes a few milliseconds at most. Run it with `runAtOnce`, or a slice at a time. */
export type Steps<T> = Generator<undefined, T>;

/** Numbers handled between two pauses; some 3 ms of work on a slow laptop. */
export const STEP = 20_000;

export function runAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
