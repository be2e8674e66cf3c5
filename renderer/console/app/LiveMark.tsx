import { Radio, RefreshCw } from 'lucide-react';
import type { LiveState } from '../api/live.ts';
import type { ConsoleKey } from '../../i18n/console-en.ts';
import { useText } from '../use-text.ts';
import styles from './LiveMark.module.css';

const HINTS: Readonly<Record<LiveState, ConsoleKey>> = {
  live: 'live.live.hint',
  connecting: 'live.connecting',
  reconnecting: 'live.reconnecting.hint',
};

/** Whether what is on screen follows the server at this moment. Spoken when it changes. */
export function LiveMark({ state }: { readonly state: LiveState }) {
  const t = useText();
  const Icon = state === 'live' ? Radio : RefreshCw;
  return (
    <output className={styles['live']} data-state={state} title={t(HINTS[state])}>
      <Icon size={14} aria-hidden />
      <span>{t(`live.${state}`)}</span>
    </output>
  );
}
