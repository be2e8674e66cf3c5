import { Phone } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useView } from '../client/use-view.ts';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { Caller } from './Caller.tsx';
import { callTime } from './call-time.ts';
import { endedText } from './ended-text.ts';
import type { EndedCall } from './softphone-state.ts';
import styles from './Card.module.css';

/** The call that is just over, until it is put away. */
export function EndedCard({ call }: { readonly call: EndedCall }) {
  const t = useText();
  const { phone } = useServices();
  const open = useView((view) => view.gate.state === 'open');
  const text = endedText(call);
  return (
    <section className={styles['card']} aria-label={t('call.region')}>
      <VisuallyHidden announce="status">{t(text.title)}</VisuallyHidden>
      <Caller call={call} state={t(text.title)} />
      <div className={styles['facts']}>
        {call.startedAtMs === null ? null : (
          <span>{t('call.duration', { time: callTime(call.endedAtMs - call.startedAtMs) })}</span>
        )}
        {text.help === null ? null : <span>{t(text.help)}</span>}
      </div>
      <div className={styles['actions']}>
        <Button variant="primary" size="large" wide onClick={() => phone.dismiss()}>
          {t('call.dismiss')}
        </Button>
        {open ? (
          <Button
            size="large"
            wide
            icon={<Phone size={18} aria-hidden />}
            onClick={() => {
              phone.dismiss();
              phone.call(call.number);
            }}
          >
            {t('call.again')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
