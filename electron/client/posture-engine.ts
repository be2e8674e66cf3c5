import type { Facts } from '../../core/facts/catalogue.ts';
import type { PrivacyView } from '../../core/ipc/client-view.ts';

/** What the client needs of whatever measures this laptop. Between `stop` and `start` it runs nothing at all. */
export interface PostureEngine {
  /** `onChange` is called first when everything was measured once, then whenever a fact changes. */
  start(onChange: (facts: Facts) => void): void;
  stop(): void;
  /** Measures everything again now. */
  recheck(): Promise<Facts>;
  /** What is known now, with ages counted to now. */
  snapshot(): Facts;
  measured(): PrivacyView['measured'];
}
