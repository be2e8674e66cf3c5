import { isNotMeasuredYet } from '../../core/verdict/is-measured.ts';
import { withDisplay } from '../device/floor-row.ts';
import type { Effect } from '../device/effects.ts';
import { judge, notPassing } from '../device/judge.ts';
import { closeLine, finishMsOf, holdsLine, limitLine } from '../device/phone-line.ts';
import type { Services } from '../services.ts';
import type { DeviceRecord, PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import type { CurrentPolicy } from './current-policy.ts';

interface Rejudged {
  readonly device: DeviceRecord;
  readonly person: PersonRecord;
  readonly policy: CurrentPolicy;
  readonly now: number;
}

/** By the facts as they were reported: that they are current is what the lease's end sees to. */
export async function rejudge(
  services: Services,
  tx: StoreTx,
  { device, person, policy, now }: Rejudged,
): Promise<readonly Effect[]> {
  if (device.facts === null) return [];
  const line = await tx.lines.of(person.extension ?? '');
  const holds = holdsLine(line, device, now);
  // What a laptop said before it went says nothing about since when something fails now.
  const isCurrent = device.onShift && (holds || services.presence.isOnline(device.id));
  const verdict = await judge(tx, { device, person, facts: device.facts, policy, now, keepsClock: isCurrent });
  // What a new check asks for was never looked at: the lease that there is goes on, and the next report decides.
  const isOpen = isNotMeasuredYet(verdict);
  const mustClose = verdict.state === 'blocked' && holds && !isOpen;
  const closed = mustClose
    ? await closeLine(tx, { device, person, now, finishMs: finishMsOf(policy), tell: 'blocked' })
    : verdict.closesInMs !== null && holds
      ? await limitLine(tx, { device, line, endsAt: now + verdict.closesInMs })
      : { patch: {}, effects: [] };
  const patch = withDisplay(
    device,
    { ...(isOpen ? {} : { verdict }), ...closed.patch },
    services.presence.isOnline(device.id),
    now,
  );
  await tx.devices.update(device.id, patch);
  if (mustClose)
    await tx.audit.append({
      at: now,
      actor: 'server',
      action: 'phone.closed',
      subject: device.id,
      details: { extension: person.extension, policyVersion: policy.release.version, notPassing: notPassing(verdict) },
    });
  return [...closed.effects, { type: 'row', device: { ...device, ...patch }, person }];
}

/** Every laptop that `includes`, each by the version that holds for it from now on. */
export async function rejudgeAll(
  services: Services,
  tx: StoreTx,
  now: number,
  includes: (device: DeviceRecord, person: PersonRecord) => boolean = () => true,
): Promise<{ readonly devices: readonly DeviceRecord[]; readonly effects: readonly Effect[] }> {
  const policies = await services.policies(tx);
  const people = new Map((await tx.people.all()).map((person) => [person.id, person]));
  const devices: DeviceRecord[] = [];
  const effects: Effect[] = [];
  for (const device of await tx.devices.all()) {
    const person = people.get(device.personId);
    if (person === undefined || !includes(device, person)) continue;
    devices.push(device);
    for (const effect of await rejudge(services, tx, { device, person, policy: await policies.of(device), now }))
      effects.push(effect);
  }
  return { devices, effects };
}
