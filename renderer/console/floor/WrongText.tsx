import type { DeviceRow } from '../../../core/wire/console.ts';
import { useText } from '../use-text.ts';
import { whatIsWrong, whyNothing } from './what-is-wrong.ts';
import styles from './WrongText.module.css';

/** The failing checks in one line. Those that close the phone stand out. */
export function WrongText({ row }: { readonly row: DeviceRow }) {
  const t = useText();
  const wrong = whatIsWrong(row, t);
  if (wrong.length === 0) return <span className={styles['quiet']}>{whyNothing(row, t) ?? '–'}</span>;
  const blocking = wrong.filter((entry) => entry.isBlocking).map((entry) => entry.text);
  const others = wrong.filter((entry) => !entry.isBlocking).map((entry) => entry.text);
  return (
    <span className={styles['wrong']} title={wrong.map((entry) => entry.text).join(', ')}>
      {blocking.length === 0 ? null : <span className={styles['blocking']}>{blocking.join(', ')}</span>}
      {blocking.length > 0 && others.length > 0 ? ', ' : null}
      {others.length === 0 ? null : <span className={styles['quiet']}>{others.join(', ')}</span>}
    </span>
  );
}
