import { Spinner } from '../../ui/Spinner.tsx';
import { useText } from '../use-text.ts';
import styles from './Loading.module.css';

/** Appears only after a moment, so that what loads fast doesn't flicker. */
export function Loading() {
  const t = useText();
  return (
    <output className={styles['loading']}>
      <Spinner size={18} />
      <span>{t('app.loading')}</span>
    </output>
  );
}
