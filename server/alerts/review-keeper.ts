import type { Effect } from '../device/effects.ts';
import type { Services } from '../services.ts';
import { raiseAlert } from './raise-alert.ts';

const DAY_MS = 86_400_000;

/** Looks once a day whether the newest policy should have been looked over by now. Returns the way to stop. */
export function keepReviews(services: Services, run: (what: string, work: Promise<void>) => void): () => void {
  let cancel: () => void = () => undefined;
  const look = () => {
    run('the day of the policy’s review could not be looked at', remindOfReview(services));
    cancel = services.clock.later(DAY_MS, look);
  };
  look();
  return () => cancel();
}

/** Once for each version, as long as nobody has closed the alert. */
async function remindOfReview(services: Services): Promise<void> {
  const effects = await services.store.write(async (tx): Promise<readonly Effect[]> => {
    const newest = await tx.policies.newest();
    if (newest === null) return [];
    const { document, version } = (await services.policies(tx)).newest.release;
    const today = new Date(services.clock.nowMs()).toISOString().slice(0, 10);
    if (document.reviewBy === null || document.reviewBy >= today) return [];
    const subject = `version ${version}`;
    return raiseAlert(services, tx, {
      kind: 'policy-overdue',
      subject,
      details: { reviewBy: document.reviewBy, owner: document.owner },
    });
  });
  services.effects.run(effects);
}
