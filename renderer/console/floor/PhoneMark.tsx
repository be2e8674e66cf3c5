import type { DeviceRow } from '../../../core/wire/console.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useText } from '../use-text.ts';
import { phoneState } from './phone-state.ts';
import { useChangeCount } from './use-change-count.ts';
import styles from './PhoneMark.module.css';

/** Shape and word for a phone. Lights up for a moment when it changes before somebody's eyes. */
export function PhoneMark({ row }: { readonly row: Pick<DeviceRow, 'phone' | 'verdict' | 'held'> }) {
  const t = useText();
  const { tone, word } = phoneState(row, t);
  const changes = useChangeCount(word);
  return (
    <span key={changes} className={styles['phone']} data-tone={tone} data-changed={changes > 0} title={word}>
      <StateMark tone={tone} size={17} />
      <span className={styles['word']}>{word}</span>
    </span>
  );
}
