import { noFacts, type Facts } from '../../core/facts/catalogue.ts';
import type { Who } from '../../core/policy/audience.ts';
import type { PolicyDocument } from '../../core/policy/schema.ts';
import { isMeasured } from '../../core/verdict/is-measured.ts';
import { factsText } from './judge.ts';

/** What one shift knows of the laptop, and what of it the server was told. */
export interface KnownFacts {
  facts(): Facts;
  /** `isComplete`: everything was looked at once. True when that is news. */
  take(facts: Facts, isComplete: boolean): boolean;
  isComplete(): boolean;
  /** There is more to be looked at now. `judgeMeanwhile`: as it is known so far; otherwise nothing is judged before that is there. */
  expectMore(judgeMeanwhile: boolean): void;
  /** Whether enough is there to be judged. Once it is, a fact that a later policy needs is judged as it then is. */
  canJudge(document: PolicyDocument | null, who: Who): boolean;
  /** These go into a report. */
  report(facts: Facts): Facts;
  /** Whether the server would think again if it knew. */
  isUnreported(): boolean;
  forget(): void;
}

export function createKnownFacts(): KnownFacts {
  let facts = noFacts();
  let isComplete = false;
  let canJudge = false;
  let reportedText = '';
  return {
    facts: () => facts,
    take(next, complete) {
      facts = next;
      const isNews = complete && !isComplete;
      isComplete ||= complete;
      return isNews;
    },
    isComplete: () => isComplete,
    expectMore(judgeMeanwhile) {
      isComplete = false;
      canJudge &&= judgeMeanwhile;
    },
    canJudge(document, who) {
      canJudge ||= isComplete || (document !== null && isMeasured(facts, document, who));
      return canJudge;
    },
    report(next) {
      facts = next;
      reportedText = factsText(next);
      return next;
    },
    isUnreported: () => factsText(facts) !== reportedText,
    forget() {
      facts = noFacts();
      isComplete = false;
      canJudge = false;
      reportedText = '';
    },
  };
}
