import { AppError } from '../../core/errors.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Effect } from '../device/effects.ts';
import { rejudge } from '../policy/rejudge.ts';
import type { Services } from '../services.ts';
import type { PersonRecord } from '../store/records.ts';

/**
 * Puts a person into a team, or into none: other rules may hold for their laptops from then on, so they are judged anew and asked to report.
 * Throws AppError NOT_FOUND, or NOT_ALLOWED for oneself: nobody chooses the rules for their own laptop.
 */
export async function setGroup(
  services: Services,
  actor: PersonRecord,
  id: PersonId,
  group: string | null,
): Promise<void> {
  const effects = await services.store.write(async (tx) => {
    const before = await tx.people.byId(id);
    if (before === null) throw new AppError('NOT_FOUND', 'There is no such person.');
    if (before.id === actor.id)
      throw new AppError('NOT_ALLOWED', 'Somebody else of IT must do this: a team decides which rules hold for you.');
    if (before.group === group) return [];
    const now = services.clock.nowMs();
    await tx.people.setGroup(id, group);
    await tx.audit.append({
      at: now,
      actor: actor.email,
      action: 'person.group-set',
      subject: before.email,
      details: { before: before.group, after: group },
    });
    const person = { ...before, group };
    const policies = await services.policies(tx);
    const found: Effect[] = [];
    for (const device of await tx.devices.ofPerson(id))
      found.push(...(await rejudge(services, tx, { device, person, policy: await policies.of(device), now })), {
        type: 'push',
        deviceId: device.id,
        push: { type: 'recheck' },
      });
    return found;
  });
  services.effects.run(effects);
  services.bus.publish({ type: 'live', event: { type: 'people' }, owner: null });
}
