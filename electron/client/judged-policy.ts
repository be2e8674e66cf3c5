import type { Who } from '../../core/policy/audience.ts';
import type { PolicyRelease } from '../../core/policy/schema.ts';
import { isMeasured } from '../../core/verdict/is-measured.ts';
import type { KnownFacts } from './known-facts.ts';

/** Which policy the client judges by. */
export interface JudgedPolicy {
  /** The policy in force; or, until what it asks for was looked at, the one before it. */
  next(inForce: PolicyRelease | null, known: Pick<KnownFacts, 'facts' | 'isComplete'>, who: Who): PolicyRelease | null;
  forget(): void;
}

export function createJudgedPolicy(): JudgedPolicy {
  let judgedBy: PolicyRelease | null = null;
  return {
    next(inForce, known, who) {
      const waits =
        inForce !== null &&
        judgedBy !== null &&
        inForce.version > judgedBy.version &&
        !known.isComplete() &&
        !isMeasured(known.facts(), inForce.document, who);
      if (!waits) judgedBy = inForce;
      return judgedBy;
    },
    forget() {
      judgedBy = null;
    },
  };
}
