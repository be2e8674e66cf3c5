import { Notice } from '../../ui/Notice.tsx';
import { useCountdown } from '../client/use-countdown.ts';
import { useView } from '../client/use-view.ts';
import { useText } from '../text.ts';

/** While a call may be finished: how long it has. */
export function ClosingNotice() {
  const t = useText();
  const gate = useView((view) => view.gate);
  const left = useCountdown(gate.closesInMs);
  if (gate.state !== 'closing-in-call') return null;
  return <Notice kind="warn">{t('phone.closingIn', { time: t.duration(left ?? 0) })}</Notice>;
}
