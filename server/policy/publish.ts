import { AppError } from '../../core/errors.ts';
import type { PolicyDocument, SignedPolicy } from '../../core/policy/schema.ts';
import type { RolloutStage } from '../../core/wire/policy-acts.ts';
import type { SigningKey } from '../keys.ts';
import { beginRollout, supersede, type PlannedRollout } from '../rollout/begin.ts';
import { expectedBlocked } from '../rollout/forecast.ts';
import { pushesTo } from '../rollout/pushes.ts';
import { placeOf } from '../rollout/reach.ts';
import type { Services } from '../services.ts';
import type { StoreTx } from '../store/store.ts';
import type { CurrentPolicy } from './current-policy.ts';
import { rejudgeAll } from './rejudge.ts';
import {
  checkDocument,
  insertOpened,
  insertRelease,
  nextRelease,
  openNext,
  type Publication,
  type PublishInput,
} from './release.ts';

/** Null: for everybody at once. */
type Stages = readonly RolloutStage[] | null;

/** Where the organisation's key is not here, policies are signed where it is. Throws AppError UNAVAILABLE. */
function keyOf(services: Services): SigningKey {
  if (services.keys.policy !== null) return services.keys.policy;
  throw new AppError(
    'UNAVAILABLE',
    'The organisation’s policy key is not on this server. Sign the policy where the key is.',
  );
}

/** `inTx` is done first in the same transaction, and may refuse. */
export async function publishPolicy(
  services: Services,
  input: PublishInput & { readonly stages: Stages },
  inTx: (tx: StoreTx) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const key = keyOf(services);
  checkDocument(input.document, services.clock.nowMs());
  return release(services, input.document, input.stages, async (tx, now) => {
    await inTx(tx);
    return insertRelease(tx, key, now, input);
  });
}

/** A version that was signed where the key is. */
export async function publishSigned(
  services: Services,
  signed: SignedPolicy,
  publication: Publication & { readonly stages: Stages },
): Promise<number> {
  const open = async (tx: StoreTx) => {
    const policyKey = services.keys.policy?.publicKey ?? (await tx.organisation())?.policyKey ?? '';
    return openNext(tx, policyKey, services.clock.nowMs(), signed);
  };
  const { document } = await services.store.read(open);
  return release(services, document, publication.stages, async (tx, now) =>
    insertOpened(tx, now, { release: await open(tx), signed }, { ...publication, details: { signedElsewhere: true } }),
  );
}

async function plan(services: Services, document: PolicyDocument, stages: Stages): Promise<PlannedRollout | null> {
  if (stages === null || stages.length < 2) return null;
  const { version } = await services.store.read(nextRelease);
  return { stages, expected: await expectedBlocked(services, { document, version, stages }) };
}

/**
 * Stores a version, judges anew every laptop that it reaches at once, and closes the phones that no longer pass: all in one
 * transaction, so that no credential can be issued under the policy before. Then pushes. Returns the version.
 */
async function release(
  services: Services,
  document: PolicyDocument,
  stages: Stages,
  insert: (tx: StoreTx, now: number) => Promise<CurrentPolicy>,
): Promise<number> {
  const planned = await plan(services, document, stages);
  const done = await services.store.write(async (tx) => {
    const now = services.clock.nowMs();
    const policy = await insert(tx, now);
    const { version } = policy.release;
    await supersede(tx, version);
    const rollout = planned === null ? null : await beginRollout(tx, { version, planned, now });
    const reach = rollout === null ? 100 : (rollout.stages[rollout.stage]?.percent ?? 100);
    const judged = await rejudgeAll(services, tx, now, ({ id }) => placeOf(id, version) < reach);
    return { version, rollout, ...judged };
  });
  const { version, rollout } = done;
  if (rollout === null)
    services.bus.publish({ type: 'device', deviceId: null, push: { type: 'policy-changed', version } });
  services.effects.run([...pushesTo(rollout === null ? [] : done.devices, version), ...done.effects]);
  services.rollouts.note(rollout);
  services.bus.publish({ type: 'live', event: { type: 'policy', version }, owner: null });
  if (rollout !== null) services.bus.publish({ type: 'live', event: { type: 'rollout' }, owner: null });
  return version;
}
