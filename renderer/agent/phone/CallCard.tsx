import {
  Grip,
  Mic,
  MicOff,
  Pause,
  PhoneForwarded,
  PhoneOff,
  Play,
  SignalHigh,
  SignalMedium,
  TriangleAlert,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { AgentKey } from '../../i18n/agent-en.ts';
import { useNow } from '../../lib/use-now.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { Caller } from './Caller.tsx';
import { callTime } from './call-time.ts';
import { Keypad } from './Keypad.tsx';
import type { CallQuality, LiveCall } from './softphone-state.ts';
import { TransferForm } from './TransferForm.tsx';
import styles from './Card.module.css';

const QUALITY_ICONS = { good: SignalHigh, fair: SignalMedium, poor: TriangleAlert } as const satisfies Record<
  CallQuality,
  unknown
>;

/** A call in hand. Every control has one place for good; one that does not fit the moment is disabled, not gone. */
export function CallCard({ call }: { readonly call: LiveCall }) {
  const t = useText();
  const { phone } = useServices();
  const [panel, setPanel] = useState<'keypad' | 'transfer' | null>(null);
  const [digits, setDigits] = useState('');
  const talking = call.phase === 'active' || call.phase === 'held';
  const toggle = (which: 'keypad' | 'transfer') => () => setPanel(panel === which ? null : which);
  const send = (digit: string): void => {
    if (phone.sendDigit(digit)) setDigits((before) => (before + digit).slice(-24));
  };
  return (
    // Escape and dialling are short cuts for buttons that are in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles['card']}
      aria-label={t('call.region')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && panel !== null) {
          setPanel(null);
          return;
        }
        const typing = event.target instanceof HTMLInputElement;
        if (panel === 'keypad' && !typing && /^[0-9*#]$/.test(event.key) && !event.ctrlKey && !event.metaKey)
          send(event.key);
      }}
    >
      <Caller call={call} state={t(phaseKey(call))} />
      <VisuallyHidden announce="status">{t(phaseKey(call))}</VisuallyHidden>
      {talking ? <CallFacts call={call} /> : null}
      {call.quality === 'poor' ? <Notice kind="warn">{t('call.quality.poorHint')}</Notice> : null}
      {call.transfer === 'failed' ? <Notice kind="error">{t('call.transferFailed')}</Notice> : null}
      <div className={styles['controls']}>
        <Control
          icon={call.muted ? <MicOff size={20} aria-hidden /> : <Mic size={20} aria-hidden />}
          label={call.muted ? t('call.unmute') : t('call.mute')}
          pressed={call.muted}
          disabled={call.phase !== 'active'}
          onClick={() => phone.setMuted(!call.muted)}
        />
        <Control
          icon={call.phase === 'held' ? <Play size={20} aria-hidden /> : <Pause size={20} aria-hidden />}
          label={call.phase === 'held' ? t('call.resume') : t('call.hold')}
          pressed={call.phase === 'held'}
          disabled={!talking}
          onClick={() => phone.setHeld(call.phase !== 'held')}
        />
        <Control
          icon={<Grip size={20} aria-hidden />}
          label={t('call.keypad')}
          expanded={panel === 'keypad'}
          disabled={call.phase !== 'active'}
          onClick={toggle('keypad')}
        />
        <Control
          icon={<PhoneForwarded size={20} aria-hidden data-mirror />}
          label={t('call.transfer')}
          expanded={panel === 'transfer'}
          disabled={!talking || call.transfer === 'asked'}
          onClick={toggle('transfer')}
        />
      </div>
      <Button
        variant="danger"
        size="large"
        wide
        icon={<PhoneOff size={18} aria-hidden />}
        onClick={() => phone.hangUp()}
      >
        {talking ? t('call.end') : t('call.giveUp')}
      </Button>
      {panel === 'keypad' && call.phase === 'active' ? (
        <div className={styles['panel']}>
          <output className={styles['sent']}>{digits === '' ? '' : t('call.sent', { digits })}</output>
          <Keypad onDigit={send} />
        </div>
      ) : null}
      {panel === 'transfer' && talking ? <TransferForm call={call} onDone={() => setPanel(null)} /> : null}
    </section>
  );
}

function CallFacts({ call }: { readonly call: LiveCall }) {
  const t = useText();
  const { callClock } = useServices();
  const nowMs = useNow(250, callClock);
  const QualityIcon = call.quality === null ? null : QUALITY_ICONS[call.quality];
  return (
    <div className={styles['facts']}>
      {call.startedAtMs === null ? null : (
        <span
          className={styles['timer']}
          role="timer"
          aria-label={t('call.duration', { time: callTime(nowMs - call.startedAtMs) })}
        >
          {callTime(nowMs - call.startedAtMs)}
        </span>
      )}
      {call.quality === null || QualityIcon === null ? null : (
        <span className={styles['quality']} data-quality={call.quality}>
          <QualityIcon size={17} aria-hidden />
          {t(`call.quality.${call.quality}`)}
        </span>
      )}
    </div>
  );
}

function phaseKey(call: LiveCall): AgentKey {
  if (call.transfer === 'asked') return 'call.transferAsked';
  switch (call.phase) {
    case 'dialing':
      return 'call.dialing';
    case 'ringing':
      return call.direction === 'incoming' ? 'call.incoming' : 'call.ringingThere';
    case 'held':
      return 'call.held';
    case 'active':
      return call.muted ? 'call.muted' : 'call.active';
  }
}

interface ControlProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function Control({ icon, label, pressed, expanded, disabled, onClick }: ControlProps) {
  return (
    <button
      type="button"
      className={styles['control']}
      aria-pressed={pressed}
      aria-expanded={expanded}
      disabled={disabled}
      onClick={onClick}
    >
      <span>{icon}</span>
      <span>{label}</span>
    </button>
  );
}
