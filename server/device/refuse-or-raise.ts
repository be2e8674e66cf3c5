import { AppError } from '../../core/errors.ts';
import type { Report } from '../../core/wire/device.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import type { Services } from '../services.ts';
import type { DeviceRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import type { Effect } from './effects.ts';
import type { Implausibility } from './plausibility.ts';

interface Refused {
  readonly error: AppError;
  /** What people should hear of. */
  readonly raise: readonly Implausibility[];
}

/** What a client that was not tampered with, and whose key is in one place, never sends. Null: go on. */
export function refusalOf(report: Report, device: DeviceRecord): Refused | null {
  const isOther = device.bootId !== report.bootId;
  if (report.counter <= device.counter)
    return {
      error: new AppError('CONFLICT', 'The report was refused: counter: a newer report of this device is already here'),
      // Of the same start it may have been late on its way.
      raise: isOther ? ['counter-went-back'] : [],
    };
  const { os } = report.facts;
  if (os.status === 'known' && os.value.platform !== device.platform)
    return {
      error: new AppError(
        'INVALID_INPUT',
        'The report was refused: facts.os.platform: is not the system that was enrolled',
      ),
      raise: ['other-system'],
    };
  if (isOther && device.displacedBootId === report.bootId)
    return {
      error: new AppError(
        'CONFLICT',
        'The report was refused: bootId: a newer start of this laptop took over. Quit Offhook and start it again.',
      ),
      raise: ['two-starts-at-once'],
    };
  return null;
}

interface Raised {
  readonly device: DeviceRecord;
  readonly what: readonly Implausibility[];
  readonly now: number;
}

/** One open alert for each laptop, and one line in the audit log with it. */
export async function raiseImplausible(
  services: Services,
  tx: StoreTx,
  { device, what, now }: Raised,
): Promise<readonly Effect[]> {
  if (what.length === 0) return [];
  const alert = { kind: 'implausible-report', subject: device.id, details: { what } } as const;
  const effects = await raiseAlert(services, tx, alert);
  if (effects.length > 0)
    await tx.audit.append({
      at: now,
      actor: 'server',
      action: 'report.implausible',
      subject: device.id,
      details: { what },
    });
  return effects;
}
