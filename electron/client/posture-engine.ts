import type { FactKey, Facts } from '../../core/facts/catalogue.ts';
import type { PrivacyView } from '../../core/ipc/client-view.ts';
import type { SupportBundle } from '../posture/support-bundle.ts';

/** What the client needs of whatever measures this laptop. Between `stop` and `start` it runs nothing at all. */
export interface PostureEngine {
  /**
   * `onChange` is called whenever a fact changes, from the first one that is known; and once when everything was measured
   * once, from when on `isComplete` is true.
   */
  start(onChange: (facts: Facts, isComplete: boolean) => void): void;
  stop(): void;
  /** Only these are measured, from now on. True when something has to be measured now that was not before. */
  setWanted(keys: Iterable<FactKey>): boolean;
  /**
   * Measures everything that is wanted again, now. Resolves when all of it is there. `onSoon` is called once before that, with what is
   * known by then, when some of it takes longer than an agent wants to wait.
   */
  recheck(onSoon?: (facts: Facts) => void): Promise<Facts>;
  /** Something happened that may have changed anything. */
  lookAgain(): void;
  /** Asks everything that tells of these once more and keeps the answers, redacted, for IT to look into. Sends and stores nothing. */
  record(wanted: Iterable<FactKey>): Promise<SupportBundle>;
  /** How long until one of these is looked at again, in ms; null when none is waiting for its turn. */
  nextRunInMs(keys: readonly FactKey[]): number | null;
  /** What is known now, with ages counted to now. */
  snapshot(): Facts;
  measured(): PrivacyView['measured'];
}
