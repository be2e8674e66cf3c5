import { CHECK_IDS } from '../../../core/checks/catalogue.ts';
import type { DeviceRow } from '../../../core/wire/console.ts';
import type { Text } from '../use-text.ts';

export interface Wrong {
  readonly text: string;
  /** Closes the phone, or will. The others are only shown. */
  readonly isBlocking: boolean;
}

/** The failing checks in words, those that close the phone first. What is only reported is left to the details. */
export function whatIsWrong(row: Pick<DeviceRow, 'notPassing'>, t: Text): readonly Wrong[] {
  return row.notPassing
    .filter((failing) => failing.level !== 'observe')
    .map((failing) => ({
      order: CHECK_IDS.indexOf(failing.check) + (isBlocking(failing) ? 0 : CHECK_IDS.length),
      text: t(failing.effect === 'waived' ? 'wrong.waived' : `wrong.${failing.status}`, {
        check: t(`check.${failing.check}.name`),
      }),
      isBlocking: isBlocking(failing),
    }))
    .sort((a, b) => a.order - b.order);
}

/** An exception holds it off for the time being. */
function isBlocking({ level, effect }: DeviceRow['notPassing'][number]): boolean {
  return level === 'block' && effect !== 'waived';
}

/** When nothing fails: why there is nothing to say, or null when all is as it should be. */
export function whyNothing(row: DeviceRow, t: Text): string | null {
  if (row.phone === 'off-shift') return null;
  if (row.held) return t('wrong.held');
  if (row.verdict === null) return t('wrong.notMeasured');
  if (row.phone === 'opening') return t('wrong.opening');
  if (row.phone === 'closed') return t('wrong.notOpen');
  return null;
}
