import { AppError } from '../../core/errors.ts';
import type { RolloutAct } from '../../core/wire/policy-acts.ts';
import type { Effect } from '../device/effects.ts';
import { rejudgeAll } from '../policy/rejudge.ts';
import type { Services } from '../services.ts';
import type { RolloutRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import { forecast } from './forecast.ts';
import { haltByItself, haltPercentOf, mostBlocked } from './halt.ts';
import { nextAt } from './next-at.ts';
import { pushesTo } from './pushes.ts';
import { placeOf } from './reach.ts';

interface Done {
  readonly rollout: RolloutRecord;
  readonly effects: readonly Effect[];
}

/** By hand, on the version that was seen. Throws AppError CONFLICT when there is nothing to do so with. */
export async function actOnRollout(services: Services, act: RolloutAct, version: number, actor: string): Promise<void> {
  const done = await services.store.write(async (tx) => {
    const rollout = await tx.rollouts.of(version);
    if (rollout === null || !mayBe(act, rollout))
      throw new AppError('CONFLICT', 'This rollout is not (any more) where that can be done. Look at it again.');
    const now = services.clock.nowMs();
    await tx.audit.append({
      at: now,
      actor,
      action: `rollout.${AUDITED[act]}`,
      subject: `version ${version}`,
      details: { stage: rollout.stage, percent: rollout.stages[rollout.stage]?.percent ?? 100 },
    });
    switch (act) {
      case 'halt':
        await tx.rollouts.update(version, { state: 'halted', why: null });
        return doneWith(tx, version, []);
      case 'resume': {
        // Whoever lets it go on has seen how many are blocked: only more than those halt it again.
        const { blocked } = await tx.rollouts.count(version);
        await tx.rollouts.update(version, { state: 'running', why: null, accepted: blocked, stageAt: now });
        const reached = rollout.stages[rollout.stage]?.percent ?? 100;
        return doneWith(tx, version, await reach(services, tx, version, { from: 0, to: reached, now }));
      }
      case 'next':
        return beginStage(services, tx, rollout, rollout.stage + 1, now);
      case 'complete':
        return beginStage(services, tx, rollout, rollout.stages.length - 1, now);
    }
  });
  announce(services, done);
}

const AUDITED: Readonly<Record<RolloutAct, string>> = {
  halt: 'halted',
  resume: 'resumed',
  next: 'advanced',
  complete: 'completed',
};

function mayBe(act: RolloutAct, { state }: RolloutRecord): boolean {
  switch (act) {
    case 'halt':
    case 'next':
      return state === 'running';
    case 'resume':
      return state === 'halted';
    case 'complete':
      return state === 'running' || state === 'halted';
  }
}

/**
 * The next stage's time has come. It is looked at once more before it begins: where it would block more than the preview
 * said, the rollout halts and nobody's phone is closed. Does nothing when its time has not come.
 */
export async function rolloutIsDue(services: Services, version: number): Promise<void> {
  const seen = await services.store.read(async (tx) => ({
    rollout: await tx.rollouts.of(version),
    document: (await services.policies(tx)).newest.release,
  }));
  const { rollout, document } = seen;
  if (rollout === null || document.version !== version || !isDue(services, rollout)) {
    services.rollouts.note(rollout);
    return;
  }
  const [from, to] = [rollout.stages[rollout.stage]?.percent ?? 100, rollout.stages[rollout.stage + 1]?.percent ?? 100];
  const coming = await forecast(services, document, { from, to });
  const done = await services.store.write(async (tx) => {
    const now = services.clock.nowMs();
    const again = await tx.rollouts.of(version);
    if (again === null || again.stage !== rollout.stage || !isDue(services, again)) return null;
    const { has, blocked } = await tx.rollouts.count(version);
    const most = mostBlocked(
      again,
      again.stage + 1,
      has + coming.reached,
      await haltPercentOf(await services.policies(tx)),
    );
    if (blocked + coming.blocked > most) {
      const expected = again.expected[again.stage + 1] ?? 0;
      const effects = await haltByItself(services, tx, again, {
        why: 'would-block-more',
        details: { has, blocked, wouldBlock: coming.blocked, expected },
      });
      return doneWith(tx, version, effects);
    }
    await tx.audit.append({
      at: now,
      actor: 'server',
      action: 'rollout.advanced',
      subject: `version ${version}`,
      details: { stage: again.stage + 1, percent: to },
    });
    return beginStage(services, tx, again, again.stage + 1, now);
  });
  if (done !== null) announce(services, done);
}

function isDue(services: Services, rollout: RolloutRecord): boolean {
  const at = nextAt(rollout);
  return at !== null && at <= services.clock.nowMs();
}

async function beginStage(
  services: Services,
  tx: StoreTx,
  rollout: RolloutRecord,
  stage: number,
  now: number,
): Promise<Done> {
  const { version, stages } = rollout;
  const isLast = stage >= stages.length - 1;
  await tx.rollouts.update(version, {
    stage: Math.min(stage, stages.length - 1),
    stageAt: now,
    state: isLast ? 'complete' : 'running',
    why: null,
  });
  // From a halt on, those before it who never got it come along too.
  const from = rollout.state === 'halted' ? 0 : (stages[rollout.stage]?.percent ?? 0);
  const to = stages[stage]?.percent ?? 100;
  return doneWith(tx, version, await reach(services, tx, version, { from, to, now }));
}

async function reach(
  services: Services,
  tx: StoreTx,
  version: number,
  { from, to, now }: { readonly from: number; readonly to: number; readonly now: number },
): Promise<readonly Effect[]> {
  const { devices, effects } = await rejudgeAll(services, tx, now, ({ id }) => {
    const place = placeOf(id, version);
    return place >= from && place < to;
  });
  return [...pushesTo(devices, version), ...effects];
}

async function doneWith(tx: StoreTx, version: number, effects: readonly Effect[]): Promise<Done> {
  const rollout = await tx.rollouts.of(version);
  if (rollout === null) throw new AppError('NOT_FOUND', 'There is no such rollout.');
  return { rollout, effects };
}

function announce(services: Services, { rollout, effects }: Done): void {
  services.effects.run(effects);
  services.rollouts.note(rollout);
  services.bus.publish({ type: 'live', event: { type: 'rollout' }, owner: null });
}
