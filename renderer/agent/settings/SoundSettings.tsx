import { Bell, Mic, MicOff } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { openMicrophoneLevel, type MicrophoneLevel } from './microphone-level.ts';
import styles from './SoundSettings.module.css';

const RING_MS = 1500;
const LOUD_ENOUGH = 0.35;

export function SoundSettings() {
  const t = useText();
  const { ringer } = useServices();
  const [microphone, setMicrophone] = useState<MicrophoneLevel | null>(null);
  const [denied, setDenied] = useState(false);
  const ringing = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => microphone?.stop(), [microphone]);
  const test = (): void => {
    setDenied(false);
    openMicrophoneLevel().then(setMicrophone, () => setDenied(true));
  };
  const ring = (): void => {
    if (ringing.current !== null) return;
    ringer.start();
    ringing.current = setTimeout(() => {
      ringer.stop();
      ringing.current = null;
    }, RING_MS);
  };
  return (
    <div className={styles['sound']}>
      <div className={styles['row']}>
        {microphone === null ? (
          <Button icon={<Mic size={16} aria-hidden />} onClick={test}>
            {t('settings.mic.test')}
          </Button>
        ) : (
          <Button icon={<MicOff size={16} aria-hidden />} onClick={() => setMicrophone(null)}>
            {t('settings.mic.stop')}
          </Button>
        )}
        <Button icon={<Bell size={16} aria-hidden />} onClick={ring}>
          {t('settings.ring.test')}
        </Button>
      </div>
      {denied ? <Notice kind="error">{t('settings.mic.denied')}</Notice> : null}
      {microphone === null ? null : <Level microphone={microphone} />}
    </div>
  );
}

function Level({ microphone }: { readonly microphone: MicrophoneLevel }) {
  const t = useText();
  const id = useId();
  const [level, setLevel] = useState(0);
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = microphone.read();
      setLevel(now);
      if (now > LOUD_ENOUGH) setHeard(true);
    }, 100);
    return () => clearInterval(timer);
  }, [microphone]);
  const verdict = t(heard ? 'settings.mic.hears' : 'settings.mic.silent');
  return (
    <div className={styles['level']}>
      <label htmlFor={id}>{t('settings.mic.level')}</label>
      <meter id={id} className={styles['meter']} min={0} max={1} value={level} />
      <p>{t('settings.mic.hint')}</p>
      <p aria-hidden>{verdict}</p>
      <VisuallyHidden announce="status">{verdict}</VisuallyHidden>
    </div>
  );
}
