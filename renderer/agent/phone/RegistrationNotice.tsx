import { useStore } from 'zustand';
import { Notice } from '../../ui/Notice.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';

/** How the phone stands with the phone engine, where there is something to say about it. */
export function RegistrationNotice() {
  const t = useText();
  const { softphone } = useServices();
  const registration = useStore(softphone, (state) => state.registration);
  switch (registration.state) {
    case 'off':
    case 'registered':
      return null;
    case 'connecting':
      return registration.again ? (
        <Notice kind="warn" live>
          {t('phone.reconnecting')}
        </Notice>
      ) : null;
    case 'failed':
      return (
        <Notice kind="warn" live>
          {t(`phone.failed.${registration.reason}`)}
        </Notice>
      );
  }
}
