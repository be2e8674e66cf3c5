import type { AlertKind } from '../../core/wire/alerts.ts';
import type { Effect } from '../device/effects.ts';
import { randomUuid } from '../random.ts';
import type { Services } from '../services.ts';
import type { StoreTx } from '../store/store.ts';

export interface NewAlert {
  readonly kind: AlertKind;
  /** What it is about: a device’s id, or a version. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Puts something before IT and the supervisors, in the caller's transaction. While one of the same kind about the same
 * subject is open, another says nothing new and is not added. Run the effects after the transaction.
 */
export async function raiseAlert(
  services: Pick<Services, 'clock' | 'randomBytes'>,
  tx: StoreTx,
  alert: NewAlert,
): Promise<readonly Effect[]> {
  if (await tx.alerts.isOpen(alert.kind, alert.subject)) return [];
  await tx.alerts.insert({
    ...alert,
    id: randomUuid(services.randomBytes),
    at: services.clock.nowMs(),
    state: 'open',
  });
  return [{ type: 'live', event: { type: 'alert' } }];
}
