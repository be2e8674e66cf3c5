import { Siren } from 'lucide-react';
import { useView } from '../client/use-view.ts';
import { useText } from '../text.ts';
import styles from './EmergencyNote.module.css';

/** Said on every state of the phone page, so that nobody learns it when it is too late. */
export function EmergencyNote() {
  const t = useText();
  const numbers = useView((view) => view.policy?.emergencyNumbers ?? []);
  return (
    <p className={styles['note']}>
      <Siren size={16} aria-hidden />
      <span>{t('phone.emergency', { numbers: t.either(numbers.length === 0 ? ['112'] : numbers) })}</span>
    </p>
  );
}
