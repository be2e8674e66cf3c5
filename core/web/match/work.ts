/** Thrown by `Work.spend`; the engine turns it into a refusal, so that what can't be judged in time is never let through. */
export class TooMuchWork extends Error {}

/** Counts steps of one verdict. A step is of the order of a nanosecond or two; hostile URLs meet a limit instead of a hang. */
export class Work {
  private left: number;

  constructor(limit: number) {
    this.left = limit;
  }

  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new TooMuchWork();
  }
}
