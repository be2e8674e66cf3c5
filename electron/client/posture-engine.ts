import type { FactKey, Facts } from '../../core/facts/catalogue.ts';
import type { PrivacyView } from '../../core/ipc/client-view.ts';

/** What the client needs of whatever measures this laptop. Between `stop` and `start` it runs nothing at all. */
export interface PostureEngine {
  /**
   * `onChange` is called whenever a fact changes, from the first one that is known; and once when everything was measured
   * once, from when on `isComplete` is true.
   */
  start(onChange: (facts: Facts, isComplete: boolean) => void): void;
  stop(): void;
  /** Measures everything again now. */
  recheck(): Promise<Facts>;
  /** How long until one of these is looked at again, in ms; null when none is waiting for its turn. */
  nextRunInMs(keys: readonly FactKey[]): number | null;
  /** What is known now, with ages counted to now. */
  snapshot(): Facts;
  measured(): PrivacyView['measured'];
}
