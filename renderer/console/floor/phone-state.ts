import type { DeviceRow } from '../../../core/wire/console.ts';
import type { Text } from '../use-text.ts';
import type { Tone } from '../../ui/tone.ts';

export interface PhoneState {
  readonly tone: Tone;
  readonly word: string;
}

/** How a phone is shown: shape, colour and word. A grace that runs is said even while calls still go through. */
export function phoneState(
  { phone, verdict, held }: Pick<DeviceRow, 'phone' | 'verdict' | 'held'>,
  t: Text,
): PhoneState {
  const isFine = verdict === 'compliant';
  switch (phone) {
    case 'ready':
      return isFine ? { tone: 'open', word: t('phone.ready') } : { tone: 'warn', word: t('phone.grace') };
    case 'in-call':
      return isFine ? { tone: 'open', word: t('phone.in-call') } : { tone: 'warn', word: t('phone.grace.in-call') };
    case 'opening':
    case 'closing':
      return { tone: 'warn', word: t(`phone.${phone}`) };
    case 'closed':
      return { tone: 'closed', word: t(held ? 'phone.held' : 'phone.closed') };
    case 'offline':
    case 'off-shift':
      return { tone: 'unknown', word: t(`phone.${phone}`) };
  }
}
