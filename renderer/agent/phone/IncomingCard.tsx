import { Phone, PhoneOff } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { Caller } from './Caller.tsx';
import type { LiveCall } from './softphone-state.ts';
import { useNameOf } from './use-name-of.ts';
import styles from './Card.module.css';

export function IncomingCard({ call }: { readonly call: LiveCall }) {
  const t = useText();
  const { phone } = useServices();
  const name = useNameOf(call);
  return (
    <section className={styles['card']} aria-label={t('call.region')}>
      <VisuallyHidden announce="alert">{`${t('call.incoming')}: ${name}`}</VisuallyHidden>
      <Caller call={call} state={t('call.incoming')} />
      <div className={styles['answer']}>
        <Button
          variant="primary"
          size="large"
          wide
          icon={<Phone size={18} aria-hidden />}
          onClick={() => phone.answer()}
        >
          {t('call.answer')}
        </Button>
        <Button
          variant="danger"
          size="large"
          wide
          icon={<PhoneOff size={18} aria-hidden />}
          onClick={() => phone.hangUp()}
        >
          {t('call.decline')}
        </Button>
      </div>
    </section>
  );
}
