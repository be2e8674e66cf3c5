import { FACT_KEYS, type FactKey, type Facts } from '../../core/facts/catalogue.ts';
import { isNotMeasuredYet } from '../../core/verdict/is-measured.ts';
import type { Verdict } from '../../core/verdict/schema.ts';
import type { ReportReply } from '../../core/wire/device.ts';
import type { CurrentPolicy } from '../policy/current-policy.ts';
import type { Services } from '../services.ts';
import type { DevicePatch, DeviceRecord, LineRecord, PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import type { Effect } from './effects.ts';
import { withDisplay } from './floor-row.ts';
import { closeLine, finishMsOf, holdsLine, openLine } from './phone-line.ts';

export interface PhoneDecision extends Pick<ReportReply, 'lease' | 'credential' | 'noCredential'> {
  readonly patch: DevicePatch;
  readonly effects: readonly Effect[];
  readonly opened: boolean;
  readonly closed: boolean;
}

interface PhoneInput {
  /** With this report's values. */
  readonly device: DeviceRecord;
  readonly before: DeviceRecord;
  readonly person: PersonRecord;
  readonly policy: CurrentPolicy;
  readonly verdict: Verdict;
  readonly nonce: string;
  readonly now: number;
}

/** Opens, keeps or closes the phone as the verdict says. In the report’s transaction. */
export async function decidePhone(services: Services, tx: StoreTx, input: PhoneInput): Promise<PhoneDecision> {
  const { device, before, person, policy, verdict, now } = input;
  const line = await tx.lines.of(person.extension ?? '');
  const held = holdsLine(line, before, now);
  if (verdict.state === 'blocked') {
    if (!held) return nothing({});
    // A policy that asks for more than was ever looked at: no new lease, but the one in hand lasts to its end.
    if (isNotMeasuredYet(verdict) && forgetsNothing(before, device) && !isOtherStart(before, device))
      return nothing({});
    const closed = await closeLine(tx, { device, person, now, finishMs: finishMsOf(policy), tell: null });
    return { ...nothing(closed.patch), effects: closed.effects, closed: true };
  }
  if (device.held) return nothing({});
  const other = await otherHolder(tx, line, device, now);
  // It was displaced, and that still stands: only a new start or a new shift on this laptop takes the phone back.
  if (other !== null && before.displacedBootId === device.bootId) return nothing({});
  const displaced = other === null ? [] : await displace(services, tx, other, person, now);
  // Whatever another start of this laptop still holds ends here: its key may be in two places, and one phone is open.
  const restarted = held && isOtherStart(before, device);
  const closed = restarted ? await closeLine(tx, { device, person, now, finishMs: 0, tell: 'other-device' }) : null;
  const opened = await openLine(services, tx, {
    device: { ...device, ...closed?.patch },
    person,
    policy,
    verdict: { state: verdict.state, closesInMs: verdict.closesInMs },
    nonce: input.nonce,
    now,
  });
  return {
    lease: opened.lease,
    credential: opened.credential,
    ...(opened.noCredential === undefined ? {} : { noCredential: opened.noCredential }),
    patch: {
      epoch: closed?.patch.epoch ?? device.epoch,
      leaseEndsAt: opened.leaseEndsAt,
      displacedBootId: restarted ? before.bootId : otherThan(device.bootId, before.displacedBootId),
    },
    effects: [...displaced, ...(closed?.effects ?? []), { type: 'line', line: opened.line }],
    opened: !held,
    closed: false,
  };
}

export function isOtherStart(before: Pick<DeviceRecord, 'bootId'>, now: Pick<DeviceRecord, 'bootId'>): boolean {
  return before.bootId !== null && before.bootId !== now.bootId;
}

/** Whether all that is not measured now was not measured before either: what was known and is not told any more is no news to wait for. */
function forgetsNothing(
  { facts: before }: Pick<DeviceRecord, 'facts'>,
  { facts: now }: Pick<DeviceRecord, 'facts'>,
): boolean {
  if (before === null || now === null) return false;
  return FACT_KEYS.every((key) => !isUnlooked(now[key]) || isUnlooked(before[key]));
}

function isUnlooked(fact: Facts[FactKey]): boolean {
  return fact.status === 'unknown' && fact.reason === 'not-measured';
}

/** What another start was displaced for stays remembered; this one has its phone back. */
function otherThan(bootId: string | null, displaced: string | null): string | null {
  return displaced === bootId ? null : displaced;
}

function nothing(patch: DevicePatch): PhoneDecision {
  return { lease: null, credential: null, patch, effects: [], opened: false, closed: false };
}

async function otherHolder(
  tx: StoreTx,
  line: LineRecord,
  device: DeviceRecord,
  now: number,
): Promise<DeviceRecord | null> {
  if (line.holder === null || line.holder === device.id) return null;
  const other = await tx.devices.byId(line.holder);
  return other !== null && holdsLine(line, other, now) ? other : null;
}

/** One live lease for each agent: the laptop that asks now takes over, calls on the other end. */
async function displace(
  services: Services,
  tx: StoreTx,
  other: DeviceRecord,
  person: PersonRecord,
  now: number,
): Promise<Effect[]> {
  const closed = await closeLine(tx, { device: other, person, now, finishMs: 0, tell: 'other-device' });
  const patch = withDisplay(
    other,
    { ...closed.patch, displacedBootId: other.bootId },
    services.presence.isOnline(other.id),
    now,
  );
  await tx.devices.update(other.id, patch);
  await tx.audit.append({
    at: now,
    actor: person.email,
    action: 'phone.taken-over',
    subject: other.id,
    details: { extension: person.extension },
  });
  return [...closed.effects, { type: 'row', device: { ...other, ...patch }, person }];
}
