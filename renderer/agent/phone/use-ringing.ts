import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { goTo } from '../shell/navigation-store.ts';

/** A call that comes in rings and brings the phone to the front, whatever page is open. */
export function useRinging(): void {
  const { softphone, ringer, navigation } = useServices();
  const ringing = useStore(
    softphone,
    ({ call }) => call !== null && call.phase === 'ringing' && call.direction === 'incoming',
  );
  useEffect(() => {
    if (!ringing) return undefined;
    goTo(navigation, 'phone');
    ringer.start();
    return () => ringer.stop();
  }, [ringing, ringer, navigation]);
}
