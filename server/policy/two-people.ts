import { AppError } from '../../core/errors.ts';
import type { Services } from '../services.ts';
import type { StoreTx } from '../store/store.ts';

/** By every version that holds for somebody now: what is being rolled out can neither lift the rule nor be spared it. */
export async function needsTwoPeople(services: Pick<Services, 'policies'>, tx: StoreTx): Promise<boolean> {
  const policies = await (await services.policies(tx)).all();
  return policies.some(({ release }) => release.document.publishing.twoPeople);
}

/** Throws AppError NOT_ALLOWED where somebody else must approve what one person wrote. */
export async function mayPublishAlone(services: Pick<Services, 'policies'>, tx: StoreTx): Promise<void> {
  if (await needsTwoPeople(services, tx))
    throw new AppError(
      'NOT_ALLOWED',
      'Your policy asks for two people: save this as a draft, and let somebody else of IT approve it.',
    );
}
