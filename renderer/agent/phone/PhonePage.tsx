import { useStore } from 'zustand';
import { useView } from '../client/use-view.ts';
import { useServices } from '../services.ts';
import { CallCard } from './CallCard.tsx';
import { ClosingNotice } from './ClosingNotice.tsx';
import { Dialer } from './Dialer.tsx';
import { EmergencyNote } from './EmergencyNote.tsx';
import { EndedCard } from './EndedCard.tsx';
import { IncomingCard } from './IncomingCard.tsx';
import { LockedPhone } from './LockedPhone.tsx';
import { Page } from '../shell/Page.tsx';
import { PhoneHeader } from './PhoneHeader.tsx';

/** The phone, or why there is none. A call in hand is always shown first, even while the line closes. */
export function PhonePage() {
  const { softphone } = useServices();
  const call = useStore(softphone, (state) => state.call);
  const open = useView((view) => view.gate.state === 'open');
  return (
    <Page width="wide">
      <PhoneHeader />
      <ClosingNotice />
      {call === null ? (
        open ? (
          <Dialer />
        ) : (
          <LockedPhone />
        )
      ) : call.phase === 'ended' ? (
        <EndedCard call={call} />
      ) : call.phase === 'ringing' && call.direction === 'incoming' ? (
        <IncomingCard call={call} />
      ) : (
        <CallCard call={call} />
      )}
      <EmergencyNote />
    </Page>
  );
}
