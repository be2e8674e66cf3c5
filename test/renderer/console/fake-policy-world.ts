import type { Alert } from '../../../core/wire/alerts.ts';
import type { PolicyDraft, PolicyPreview, PolicyRollout } from '../../../core/wire/policy-acts.ts';

/** The part of the fake server's world that is about publishing, and about what went wrong. */
export interface FakePolicyWorld {
  alerts: Alert[];
  /** What the preview of any policy says. */
  impact: Pick<PolicyPreview, 'total' | 'byGroup' | 'byCheck' | 'list'>;
  twoPeople: boolean;
  drafts: PolicyDraft[];
  rollout: PolicyRollout | null;
}

export function quietPolicyWorld(devices: number): FakePolicyWorld {
  return {
    alerts: [],
    impact: {
      total: { newlyBlocked: 0, newlyInGrace: 0, newlyPassing: 0, unchanged: devices, unknown: 0 },
      byGroup: [],
      byCheck: [],
      list: [],
    },
    twoPeople: false,
    drafts: [],
    rollout: null,
  };
}
