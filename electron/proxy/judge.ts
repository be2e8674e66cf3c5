import type { BlockDecision, BlockedHit, Decide, FilterDecision, FilterRequest } from './contract.ts';

/** Asks the filter and reports what it blocked. */
export type Judge = (request: FilterRequest, via: BlockedHit['via']) => BlockDecision | null;

export function createJudge(decide: Decide, onBlocked: (hit: BlockedHit) => void): Judge {
  return (request, via) => {
    const decision = decideOrBlock(decide, request);
    if (decision.action === 'allow') return null;
    onBlocked({ decision, via });
    return decision;
  };
}

function decideOrBlock(decide: Decide, request: FilterRequest): FilterDecision {
  try {
    return decide(request);
  } catch {
    const host = URL.canParse(request.url) ? new URL(request.url).hostname : '';
    return { action: 'block', host, rule: 'filter-failed', category: 'other', why: 'The site could not be checked.' };
  }
}
