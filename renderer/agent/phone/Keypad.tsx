import { useText } from '../text.ts';
import styles from './Keypad.module.css';

/** Letters as on every phone since ITU-T E.161. */
const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const;

export function Keypad({ onDigit }: { readonly onDigit: (digit: string) => void }) {
  const t = useText();
  return (
    // Phones count from left to right in every script.
    <fieldset className={styles['keypad']} dir="ltr" aria-label={t('phone.keypad')}>
      {KEYS.map(([digit, letters]) => (
        <button key={digit} type="button" className={styles['key']} aria-label={digit} onClick={() => onDigit(digit)}>
          <span className={styles['digit']}>{digit}</span>
          <span className={styles['letters']} aria-hidden data-letters={letters} />
        </button>
      ))}
    </fieldset>
  );
}
