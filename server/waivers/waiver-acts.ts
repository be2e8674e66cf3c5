import type { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { askWaiverSchema } from '../../core/wire/console.ts';
import { isFor } from '../device/active-waivers.ts';
import { findDevice } from '../device/device-acts.ts';
import type { Effect } from '../device/effects.ts';
import { rejudgeAll } from '../policy/rejudge.ts';
import { randomUuid } from '../random.ts';
import type { Services } from '../services.ts';
import type { PersonRecord, WaiverRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import { isApprovedAtOnce, mayDecide, mayEnd, type Beneficiaries } from './waiver-rules.ts';

const MINUTE_MS = 60_000;

/** Asks for an exception; it holds at once where its asker may say so alone. Throws AppError NOT_FOUND. */
export async function askWaiver(
  services: Services,
  person: PersonRecord,
  { check, scope, reason, minutes }: z.infer<typeof askWaiverSchema>,
): Promise<WaiverRecord> {
  const { waiver, effects } = await services.store.write(async (tx) => {
    const now = services.clock.nowMs();
    const beneficiaries: Beneficiaries =
      scope.type === 'device'
        ? { owner: (await findDevice(tx, scope.deviceId)).person.id, group: null }
        : { owner: null, group: await knownGroup(tx, scope.group) };
    const isApproved = isApprovedAtOnce(person, beneficiaries, minutes);
    const waiver: WaiverRecord = {
      id: randomUuid(services.randomBytes),
      kind: 'waiver',
      check,
      scope: scope.type === 'device' ? { deviceId: scope.deviceId } : { group: scope.group },
      reason,
      askedBy: person.id,
      askedByName: person.name,
      askedAt: now,
      decidedBy: isApproved ? person.id : null,
      decidedByName: isApproved ? person.name : null,
      state: isApproved ? 'approved' : 'asked',
      endsAt: now + minutes * MINUTE_MS,
    };
    await tx.waivers.insert(waiver);
    await audit(tx, waiver, isApproved ? 'waiver.issued' : 'waiver.asked', person, now);
    return { waiver, effects: isApproved ? await takeEffect(services, tx, waiver, now) : [] };
  });
  announce(services, effects);
  return waiver;
}

/** Approves or refuses. Throws AppError NOT_FOUND, or NOT_ALLOWED for who asked for it, whom it is for, and what is decided. */
export async function decideWaiver(
  services: Services,
  person: PersonRecord,
  id: string,
  state: 'approved' | 'refused',
): Promise<void> {
  const effects = await services.store.write(async (tx) => {
    const now = services.clock.nowMs();
    const waiver = await findWaiver(tx, id);
    if (!mayDecide(person, waiver, await beneficiariesOf(tx, waiver), now))
      throw new AppError(
        'NOT_ALLOWED',
        'Somebody else of IT must decide this: nobody decides what they asked for, or what is for themself.',
      );
    const decided = { ...waiver, state, decidedBy: person.id, decidedByName: person.name };
    await tx.waivers.update(id, decided);
    await audit(tx, decided, `waiver.${state}`, person, now);
    return state === 'approved' ? takeEffect(services, tx, decided, now) : [];
  });
  announce(services, effects);
}

/** Takes an exception back: the phones that stood on it close at once. */
export async function endWaiver(services: Services, person: PersonRecord, id: string): Promise<void> {
  const effects = await services.store.write(async (tx) => {
    const now = services.clock.nowMs();
    const waiver = await findWaiver(tx, id);
    if (!mayEnd(person, waiver, now)) throw new AppError('NOT_ALLOWED', 'This exception is over already.');
    await tx.waivers.update(id, { state: 'ended' });
    await audit(tx, waiver, 'waiver.ended', person, now);
    return takeEffect(services, tx, waiver, now);
  });
  announce(services, effects);
}

/** Everybody whom it is for is judged anew, and asked to report: only a report can open a phone. */
export async function takeEffect(
  services: Services,
  tx: StoreTx,
  waiver: WaiverRecord,
  now: number,
): Promise<readonly Effect[]> {
  const judged = await rejudgeAll(services, tx, now, ({ id }, { group }) => isFor(waiver, id, group));
  const pushes = judged.devices.map(({ id }): Effect => ({ type: 'push', deviceId: id, push: { type: 'recheck' } }));
  return [...judged.effects, ...pushes];
}

export async function beneficiariesOf(tx: StoreTx, { scope }: WaiverRecord): Promise<Beneficiaries> {
  if ('group' in scope) return { owner: null, group: scope.group };
  return { owner: (await tx.devices.byId(scope.deviceId))?.personId ?? null, group: null };
}

async function findWaiver(tx: StoreTx, id: string): Promise<WaiverRecord> {
  const waiver = await tx.waivers.byId(id);
  if (waiver === null) throw new AppError('NOT_FOUND', 'There is no such exception.');
  return waiver;
}

async function knownGroup(tx: StoreTx, group: string): Promise<string> {
  if ((await tx.people.all()).some((person) => person.group === group)) return group;
  throw new AppError('NOT_FOUND', 'Nobody is in a team of that name.');
}

async function audit(
  tx: StoreTx,
  waiver: WaiverRecord,
  action: string,
  person: PersonRecord,
  now: number,
): Promise<void> {
  const { check, scope, reason, endsAt } = waiver;
  await tx.audit.append({
    at: now,
    actor: person.email,
    action,
    subject: waiver.id,
    details: { check, ...scope, reason, endsAt: new Date(endsAt).toISOString() },
  });
}

function announce(services: Services, effects: readonly Effect[]): void {
  services.effects.run(effects);
  services.bus.publish({ type: 'live', event: { type: 'waivers' }, owner: null });
}
